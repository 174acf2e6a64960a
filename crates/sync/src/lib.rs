//! The post: how two replicas of a clinic's records become one
