// Reads a number as people type it: any script's digits, comma or point, never guessing between 1500 and 1.5.
import { asciiDigits, withoutMarks } from '../words/digits';

export interface NumberManner {
  /** What the locale writes before the fraction; the other of the two then groups thousands. */
  decimal: '.' | ',';
  /** Nothing behind the point is meant: 1,500 can only be 1500. */
  whole?: boolean;
}

export type NumberTrouble = 'unreadable' | 'ambiguous' | 'not_whole';

export interface ParsedNumber {
  /** Null when the text is empty or in trouble. */
  value: number | null;
  trouble?: NumberTrouble;
  /** For `ambiguous`: the two ways to read it. */
  readings?: [number, number];
}

export function parseNumber(text: string, { decimal, whole = false }: NumberManner): ParsedNumber {
  const typed = asciiDigits(withoutMarks(text.normalize('NFKC')))
    .trim()
    .replace(/(?<=\d)[\s\u00a0\u202f'’٬](?=\d{3}(\D|$))/g, '')
    .replaceAll('٫', decimal)
    .replace(/^[−–]/, '-');
  if (typed === '') return { value: null };
  if (!/^[-+]?(\d[\d.,]*|[.,]\d+)$/.test(typed)) return { value: null, trouble: 'unreadable' };

  const plain = readSeparators(typed, decimal, whole);
  if (typeof plain !== 'string') return plain;
  const value = Number(plain);
  if (!Number.isFinite(value)) return { value: null, trouble: 'unreadable' };
  if (whole && !Number.isInteger(value)) return { value: null, trouble: 'not_whole' };
  return { value };
}

/** The text with at most one separator, a point. */
function readSeparators(typed: string, decimal: '.' | ',', whole: boolean): string | ParsedNumber {
  const points = typed.split('.').length - 1;
  const commas = typed.split(',').length - 1;
  const unreadable: ParsedNumber = { value: null, trouble: 'unreadable' };

  if (points > 0 && commas > 0) {
    const last = typed.lastIndexOf('.') > typed.lastIndexOf(',') ? '.' : ',';
    const group = last === '.' ? ',' : '.';
    if (typed.split(last).length > 2) return unreadable;
    const [front = '', back = ''] = typed.split(last);
    return isGrouped(front, group) && !back.includes(group) ? `${front.replaceAll(group, '')}.${back}` : unreadable;
  }
  const separator = points > 0 ? '.' : ',';
  const count = points + commas;
  if (count === 0) return typed;
  if (count > 1) return isGrouped(typed, separator) ? typed.replaceAll(separator, '') : unreadable;

  if (isGrouped(typed, separator)) {
    const grouped = typed.replace(separator, '');
    if (whole) return grouped;
    // 1,500 where the comma groups: weight in grams or in kilograms? Asking is cheaper than being wrong.
    const fraction = typed.replace(separator, '.');
    if (separator !== decimal) return { value: null, trouble: 'ambiguous', readings: [Number(grouped), Number(fraction)] };
    return fraction;
  }
  return typed.replace(separator, '.');
}

function isGrouped(text: string, separator: string): boolean {
  const groups = text.replace(/^[-+]/, '').split(separator);
  return groups.length > 1 && /^[1-9]\d{0,2}$/.test(groups[0] ?? '') && groups.slice(1).every((group) => /^\d{3}$/.test(group));
}

/** What a locale writes before the fraction. */
export function decimalOf(locale: string): '.' | ',' {
  const parts = new Intl.NumberFormat(`${locale}-u-nu-latn`).formatToParts(1.5);
  return parts.find((part) => part.type === 'decimal')?.value === ',' ? ',' : '.';
}
