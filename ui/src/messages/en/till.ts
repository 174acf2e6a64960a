// The words of till in English.

export const till = {};
