// An entry of the audit in words.
import type { AuditEntry } from '../generated/commands';
import { fieldWord, sayValue } from '../review/fields';
import { site } from '../site.svelte';
import { inPage, isolate } from '../words/bidi';
import { amount } from '../words/numbers';
import { t } from '../words/t.svelte';

export function sayAction({ action }: AuditEntry): string {
  return t.audit.actions[action] ?? action.replaceAll('_', ' ');
}

export function sayKind({ kind }: AuditEntry): string {
  return t.audit.kinds[kind] ?? kind.replaceAll('_', ' ');
}

/** A field as people call it. */
export function sayField({ kind }: AuditEntry, name: string): string {
  return t.auditFields[name] ?? fieldWord(kind, name);
}

/** What was set: the audit keeps all values as text. */
export function saySet({ kind, fields }: AuditEntry, name: string): string {
  const value = fields[name] ?? '';
  if (isId(name)) return value;
  if (value === 'true' || value === 'false') return sayValue(kind, name, value === 'true');
  if (!/^-?\d+$/.test(value)) return sayValue(kind, name, value);
  if (name.endsWith('_minor')) return amount(Number(value), fields['currency'] ?? site.current?.currency ?? 'USD');
  return name.endsWith('_at') ? sayValue(kind, name, Number(value)) : value;
}

const isId = (name: string) => /(^|_)id$/.test(name);

/** Ids and what is written as JSON tell nobody anything in a line: the opened entry has them. */
const isReadable = ([name, value]: [string, string]) => !isId(name) && !/^[[{]/.test(value);

/** What was set, in one line. */
export function sayFields(entry: AuditEntry): string {
  const set = Object.entries(entry.fields).filter(isReadable);
  return inPage(set.map(([name]) => `${sayField(entry, name)}: ${isolate(saySet(entry, name))}`).join(' · '));
}
