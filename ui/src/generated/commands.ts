// The commands of the clinic: name, input, output. Written by `cargo test`.
export interface Commands {}
