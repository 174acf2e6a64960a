// The words of formulary in Arabic.
import type { Messages } from '../en';

export const formulary: Messages['formulary'] = {};
