// Words of both directions in one line.
import { currentLanguage, isRightToLeft } from './locale.svelte';

/** Keeps a reading or a name whole inside a right-to-left sentence; elsewhere nothing needs to be done. */
export function isolate(text: string): string {
  return isRightToLeft(currentLanguage()) ? `\u2068${text}\u2069` : text;
}

/** A line in the page's words, whatever it begins with: an element that takes its text's direction takes the page's. */
export function inPage(line: string): string {
  return line && isRightToLeft(currentLanguage()) ? `\u200F${line}` : line;
}

/** The direction of the page, for what is laid over it and would else begin at the left. */
export function pageDirection(): 'ltr' | 'rtl' {
  return isRightToLeft(currentLanguage()) ? 'rtl' : 'ltr';
}

/** The direction of a field: its text's own, and while it is empty the page's, so that writing begins where it should. */
export function dirOf(text: string | null | undefined): 'auto' | undefined {
  return text ? 'auto' : undefined;
}
