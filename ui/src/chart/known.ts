// Finding in a short list of coded names, in both languages, with what was typed as the last choice.
import { holds, wordsOf, type Option } from '../forms/options';
import { currentLanguage } from '../words/locale.svelte';

export interface Known {
  en: string;
  ar: string;
  code: string | null;
}

/** The name in the language of the screen. */
export function nameOfKnown({ en, ar }: Known): string {
  return currentLanguage() === 'ar' ? ar : en;
}

/** What fits, by either name or the code; then the text itself, marked as such. */
export function findKnown(list: readonly Known[], typed: string, asTyped: string): Option[] {
  const text = typed.trim();
  const fitting = list
    .flatMap((known) => {
      const rank = rankOf(known, text);
      return rank === undefined ? [] : [{ known, rank }];
    })
    .sort((one, other) => one.rank - other.rank)
    .map(({ known }) => ({ value: nameOfKnown(known), word: nameOfKnown(known), detail: known.code ?? undefined }));
  const isKnown = fitting.some(({ word }) => word.toLocaleLowerCase() === text.toLocaleLowerCase());
  return text === '' || isKnown ? fitting : [...fitting, { value: text, word: text, detail: asTyped }];
}

/** Whole words before beginnings before what stands inside a word: "flu" is influenza before it is a flutter or a reflux. */
function rankOf({ en, ar, code }: Known, typed: string): number | undefined {
  const text = `${en} ${ar} ${code ?? ''}`;
  if (!holds(text, typed)) return undefined;
  const words = wordsOf(text.replace(/[(),]/g, ' '));
  const sought = wordsOf(typed);
  if (sought.every((one) => words.includes(one))) return 0;
  return sought.every((one) => words.some((word) => word.startsWith(one))) ? 1 : 2;
}

/** The entry that a chosen name stands for; none for free text. */
export function knownBy(list: readonly Known[], name: string): Known | undefined {
  return list.find(({ en, ar }) => en === name || ar === name);
}
