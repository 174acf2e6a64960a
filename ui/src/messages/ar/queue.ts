// The words of queue in Arabic.
import type { Messages } from '../en';

export const queue: Messages['queue'] = {};
