// The words of prescriptions in Arabic.
import type { Messages } from '../en';

export const prescriptions: Messages['prescriptions'] = {};
