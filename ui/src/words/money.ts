// Amounts of money: from the smallest unit to text, and from what people type back to the smallest unit, without a
// fraction ever being a float.
import { asciiDigits, withoutMarks } from './digits';

/** Currencies without a smaller unit in use (ISO 4217, list one). Intl rounds others away too, so it is not asked. */
const NO_DIGITS = new Set('BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '));
/** Currencies whose smaller unit is a thousandth (ISO 4217, list one). */
const THREE_DIGITS = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));
/** What is above it is a slip of the keyboard. */
const MOST_MINOR = 1_000_000_000_000;

/** How many digits a currency has after the point: 0, 2 or 3. */
export function digitsOf(currency: string): 0 | 2 | 3 {
  if (NO_DIGITS.has(currency)) return 0;
  return THREE_DIGITS.has(currency) ? 3 : 2;
}

export type MoneyTrouble = 'unreadable' | 'ambiguous' | 'too_many_digits' | 'below_zero' | 'too_large';

export interface ReadMoney {
  /** Null when the text is empty or in trouble. */
  minor: number | null;
  trouble?: MoneyTrouble;
}

/**
 * Reads an amount: any script's digits, point or comma, spaces, commas or apostrophes between thousands, the currency
 * before or behind it, the "/-" of East African bills. One comma with three digits behind it stands between thousands;
 * one point there could be either where the currency has two decimals, and is not guessed at.
 */
export function readMoney(text: string, currency: string): ReadMoney {
  const typed = asciiDigits(withoutMarks(text.normalize('NFKC')))
    .replace(/\/[-=]?\s*$/, '')
    .replace(/[\p{L}\p{Sc}]+\.?/gu, '')
    .replace(/[\s\u00a0\u202f'’٬_]/g, '')
    .replaceAll('٫', '.')
    .replace(/^[−–]/, '-');
  if (typed === '') return text.trim() === '' ? { minor: null } : { minor: null, trouble: 'unreadable' };
  if (/^-\d/.test(typed)) return { minor: null, trouble: 'below_zero' };
  const parts = splitAmount(typed, digitsOf(currency));
  if (typeof parts === 'string') return { minor: null, trouble: parts };
  const digits = digitsOf(currency);
  const fraction = parts.fraction.replace(/0+$/, '');
  if (fraction.length > digits) return { minor: null, trouble: 'too_many_digits' };
  const minor = Number(parts.whole + fraction.padEnd(digits, '0'));
  return minor > MOST_MINOR ? { minor: null, trouble: 'too_large' } : { minor };
}

function splitAmount(typed: string, digits: number): { whole: string; fraction: string } | MoneyTrouble {
  if (!/^(\d[\d.,]*|[.,]\d+)$/.test(typed)) return 'unreadable';
  const at = Math.max(typed.lastIndexOf('.'), typed.lastIndexOf(','));
  if (at < 0) return { whole: typed, fraction: '' };
  const mark = typed.charAt(at);
  const front = typed.slice(0, at);
  const back = typed.slice(at + 1);
  const isAlone = !/[.,]/.test(front);
  const couldGroup = back.length === 3 && (isAlone ? /^[1-9]\d{0,2}$/.test(front) : isGrouped(front, mark));
  if (couldGroup && isAlone && mark === '.' && digits === 2) return 'ambiguous';
  if (couldGroup && !(isAlone && mark === '.' && digits === 3)) return { whole: front.replaceAll(mark, '') + back, fraction: '' };
  if (isAlone) return { whole: front || '0', fraction: back };
  const group = mark === '.' ? ',' : '.';
  return isGrouped(front, group) ? { whole: front.replaceAll(group, ''), fraction: back } : 'unreadable';
}

function isGrouped(text: string, mark: string): boolean {
  const groups = text.split(mark);
  return /^[1-9]\d{0,2}$/.test(groups[0] ?? '') && groups.slice(1).every((group) => /^\d{3}$/.test(group));
}

/** An amount in plain digits, as one would type it: "1250.50"; nothing for none. */
export function plainAmount(minor: number | null | undefined, currency: string): string {
  if (minor === null || minor === undefined) return '';
  const digits = digitsOf(currency);
  const sign = minor < 0 ? '-' : '';
  const all = String(Math.abs(minor)).padStart(digits + 1, '0');
  return digits === 0 ? sign + all : `${sign}${all.slice(0, -digits)}.${all.slice(-digits)}`;
}

/** What can be paid in coins: the nearest multiple of the smallest, half of it up. */
export function toCoins(minor: number, increment: number): number {
  if (increment <= 1) return minor;
  return Math.floor(minor / increment + 0.5) * increment;
}
