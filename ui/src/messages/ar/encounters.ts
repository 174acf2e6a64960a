// The words of encounters in Arabic.
import type { Messages } from '../en';

export const encounters: Messages['encounters'] = {};
