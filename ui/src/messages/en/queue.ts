// The words of queue in English.

export const queue = {};
