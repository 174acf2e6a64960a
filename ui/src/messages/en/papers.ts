// The words of papers in English.

export const papers = {};
