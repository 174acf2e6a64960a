// The words of figures in English.

export const figures = {};
