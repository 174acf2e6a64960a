// The words of encounters in English.

export const encounters = {};
