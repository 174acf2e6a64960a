// The words of billing in English.

export const billing = {};
