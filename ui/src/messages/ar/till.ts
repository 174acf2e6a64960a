// The words of till in Arabic.
import type { Messages } from '../en';

export const till: Messages['till'] = {};
