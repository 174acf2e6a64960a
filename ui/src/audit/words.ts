// An entry of the audit in words.
import type { AuditEntry } from '../generated/commands';
import { t } from '../words/t.svelte';

export function sayAction({ action }: AuditEntry): string {
  return t.audit.actions[action] ?? action.replaceAll('_', ' ');
}

export function sayKind({ kind }: AuditEntry): string {
  return t.audit.kinds[kind] ?? kind.replaceAll('_', ' ');
}

/** What was set, in one line: names as the records have them. */
export function sayFields({ fields }: AuditEntry): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${value}`)
    .join(' · ');
}
