// Sizes and judgements of backups, in words.
import type { BackupItem, Checked } from '../generated/commands';
import type { Status } from '../parts/Shape.svelte';
import { number, quantity } from '../words/numbers';
import { t } from '../words/t.svelte';

/** A size: "3.4 MB", "1.2 GB". */
export function size(bytes: number): string {
  return bytes >= 1_000_000_000
    ? quantity(bytes / 1_000_000_000, t.backups.gigabytes, 1)
    : quantity(bytes / 1_000_000, t.settings.megabytes, bytes < 10_000_000 ? 1 : 0);
}

export const shapeOf: Record<BackupItem['verdict'], Status> = { well: 'normal', unwell: 'critical', unchecked: 'unknown' };

/** What differs in a backup, in one sentence; undefined where it is well. */
export function sayFound({ damage, faults, differences }: Checked): string | undefined {
  if (damage.length > 0) return t.backups.damaged;
  if (faults.length > 0) return t.backups.faulty(number(faults.length));
  if (differences.length > 0) return t.backups.differing(number(differences.length));
  return undefined;
}

/** How long something took: "0.4 s", "3 min". */
export function took(ms: number): string {
  return ms < 90_000 ? quantity(ms / 1000, t.backups.seconds, ms < 10_000 ? 1 : 0) : quantity(ms / 60_000, t.settings.minutes, 0);
}

/** The last part of a path, as people look for it in a folder. */
export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
