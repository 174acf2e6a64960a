// The words of appointments in Arabic.
import type { Messages } from '../en';

export const appointments: Messages['appointments'] = {};
