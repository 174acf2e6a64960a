//! The centre: the hub, and an API in front of the clinics that it keeps.
