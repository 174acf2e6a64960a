// The words of papers in Arabic.
import type { Messages } from '../en';

export const papers: Messages['papers'] = {};
