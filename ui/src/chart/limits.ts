// The four limits of a reading, from the lowest to the highest.
import type { Limits } from '../generated/commands';

export const LIMITS = ['critical_low', 'warning_low', 'warning_high', 'critical_high'] as const satisfies readonly (keyof Limits)[];

export type LimitsValues = Record<(typeof LIMITS)[number], number | null>;
