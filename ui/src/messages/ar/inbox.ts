// The words of inbox in Arabic.
import type { Messages } from '../en';

export const inbox: Messages['inbox'] = {};
