// The words of services in English.

export const services = {};
