//! The recogniser: how alike two names, dates and people are
