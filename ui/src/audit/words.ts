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

/** Ids and lists tell nobody anything in a line: the opened entry has them. */
const isReadable = ([name, value]: [string, string]) => !isId(name) && !value.startsWith('[');

/** What is decided together is kept together, as JSON: each of it by its own name. */
function apart(entry: AuditEntry): AuditEntry {
  const fields = Object.entries(entry.fields).flatMap(([name, value]): [string, string][] => {
    if (!value.startsWith('{')) return [[name, value]];
    try {
      const parts = Object.entries(JSON.parse(value) as Record<string, unknown>);
      return parts.filter(([, part]) => part !== null).map(([part, of]) => [part, typeof of === 'string' ? of : JSON.stringify(of)]);
    } catch {
      return [[name, value]];
    }
  });
  return { ...entry, fields: Object.fromEntries(fields) };
}

/** What was set, in one line. */
export function sayFields(entry: AuditEntry): string {
  const whole = apart(entry);
  const set = Object.entries(whole.fields).filter(isReadable);
  return inPage(set.map(([name]) => `${sayField(whole, name)}: ${isolate(saySet(whole, name))}`).join(' · '));
}
