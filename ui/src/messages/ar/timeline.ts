// The words of timeline in Arabic.
import type { Messages } from '../en';

export const timeline: Messages['timeline'] = {};
