// The words of the portal, in the language of the page.
import { state } from './state.svelte';
import { ar } from './words/ar';
import { en, type Words } from './words/en';

const catalogues: Record<'en' | 'ar', Words> = { en, ar };

export const words: Words = new Proxy({} as Words, {
  get: (_, name) => catalogues[state.language][name as keyof Words],
});
