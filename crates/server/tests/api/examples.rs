//! Real requests and answers for the OpenAPI document.
