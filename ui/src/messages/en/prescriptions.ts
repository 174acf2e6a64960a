// The words of prescriptions in English.

export const prescriptions = {};
