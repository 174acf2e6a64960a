// The words of inbox in English.

export const inbox = {};
