// One thing to choose, in fields that offer a choice.

export interface Option<T extends string = string> {
  value: T;
  word: string;
  /** A quieter second part: a code, a date of birth. */
  detail?: string;
  /** Other words by which it is found, and which are not shown. */
  also?: string;
  disabled?: boolean;
}

/** Folds case and marks away, so that "jose" finds "José" and "احمد" finds "أحمد". */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ىی]/g, 'ي')
    .replaceAll('ة', 'ه')
    .replaceAll('ـ', '')
    .toLocaleLowerCase();
}

/** Whether every word typed is somewhere in the text. */
export function holds(text: string, typed: string): boolean {
  return holdsFolded(fold(text), wordsOf(typed));
}

/** The same for many texts that were folded once. */
export function holdsFolded(folded: string, words: readonly string[]): boolean {
  return words.every((word) => folded.includes(word));
}

export function wordsOf(typed: string): string[] {
  return fold(typed).split(/\s+/).filter(Boolean);
}
