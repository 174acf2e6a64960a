// The words of billing in Arabic.
import type { Messages } from '../en';

export const billing: Messages['billing'] = {};
