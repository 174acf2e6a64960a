// Words of both directions in one line.
import { currentLanguage, isRightToLeft } from './locale.svelte';

/** Keeps a reading or a name whole inside a right-to-left sentence; elsewhere nothing needs to be done. */
export function isolate(text: string): string {
  return isRightToLeft(currentLanguage()) ? `\u2068${text}\u2069` : text;
}
