// The page's language: chosen here, remembered by the browser, and otherwise that of the account.
import { remember } from '../look/remember';
import { useLanguage } from '../site.svelte';
import { currentLanguage, useManner } from '../words/locale.svelte';

/** The other of the two. */
export function turnLanguage(): void {
  const language = currentLanguage() === 'ar' ? 'en' : 'ar';
  remember('language', language);
  useManner({ locale: language });
  useLanguage(language);
}
