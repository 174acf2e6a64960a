// What a new password or passphrase must be, before the clinic is asked: it must be known again.
import type { Problems } from '../forms/form.svelte';
import { t } from '../words/t.svelte';

/** The clinic refuses shorter ones. */
const LEAST = 8;

/** Problems of a secret and its repetition, whose field has the same name with `_again`. */
export function checkSecrets<K extends string>(values: Record<K | `${K}_again`, string>, field: K): Problems {
  const secret = values[field];
  const again = values[`${field}_again` as const];
  if (secret === '') return {};
  if ([...secret].length < LEAST) return { [field]: t.start.tooShort(LEAST) };
  return secret === again ? {} : { [`${field}_again`]: t.start.notTheSame };
}
