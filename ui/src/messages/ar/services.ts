// The words of services in Arabic.
import type { Messages } from '../en';

export const services: Messages['services'] = {};
