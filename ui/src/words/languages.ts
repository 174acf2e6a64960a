// The languages in their own words, for whoever cannot read the one on the screen.
import type { Option } from '../forms/options';
import { LANGUAGES, type Language } from './locale.svelte';

export const languageNames: Record<Language, string> = { en: 'English', ar: 'العربية' };

export const languageOptions: readonly Option<Language>[] = LANGUAGES.map((value) => ({
  value,
  word: languageNames[value],
}));
