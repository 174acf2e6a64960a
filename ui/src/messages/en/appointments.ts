// The words of appointments in English.

export const appointments = {};
