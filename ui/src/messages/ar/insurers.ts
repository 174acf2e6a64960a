// The words of insurers in Arabic.
import type { Messages } from '../en';

export const insurers: Messages['insurers'] = {};
