// The words of schedules in Arabic.
import type { Messages } from '../en';

export const schedules: Messages['schedules'] = {};
