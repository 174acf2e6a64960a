// The words of insurers in English.

export const insurers = {};
