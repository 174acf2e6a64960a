// An entry of the audit in words.
import type { AuditEntry } from '../generated/commands';
import { t } from '../words/t.svelte';

export function sayAction({ action }: AuditEntry): string {
  return t.audit.actions[action] ?? action.replaceAll('_', ' ');
}

export function sayKind({ kind }: AuditEntry): string {
  return t.audit.kinds[kind] ?? kind.replaceAll('_', ' ');
}

/** Ids and what is written as JSON tell nobody anything in a line: the opened entry has them. */
const isReadable = ([name, value]: [string, string]) => !/(^|_)id$/.test(name) && !/^[[{]/.test(value);

/** What was set, in one line: names as the records have them. */
export function sayFields({ fields }: AuditEntry): string {
  return Object.entries(fields)
    .filter(isReadable)
    .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${value}`)
    .join(' · ');
}
