// The words of figures in Arabic.
import type { Messages } from '../en';

export const figures: Messages['figures'] = {};
