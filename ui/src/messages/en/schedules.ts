// The words of schedules in English.

export const schedules = {};
