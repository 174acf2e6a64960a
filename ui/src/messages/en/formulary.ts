// The words of formulary in English.

export const formulary = {};
