//! What the older systems did, done here.
