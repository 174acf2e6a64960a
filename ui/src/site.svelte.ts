// The clinic that this window belongs to: its settings, for whatever shows units, money or its name.
import type { StoredSite } from './generated/commands';
import { currentManner, useManner } from './words/locale.svelte';

let current = $state.raw<StoredSite | null>(null);
/** Which language the person signed in has chosen; the clinic's where nobody is. */
let personal: string | null = null;

export const site = {
  /** Null before the clinic is set up. */
  get current(): StoredSite | null {
    return current;
  },
};

/** Takes the clinic's settings: every date, number and unit follows. */
export function useSite(settings: StoredSite): void {
  current = settings;
  showSite();
}

/** Takes the language of who signed in; null gives the clinic's back. */
export function useLanguage(language: string | null): void {
  personal = language;
  showSite();
}

/** Back to the beginning: another clinic, or none. */
export function forgetSite(): void {
  current = null;
  personal = null;
}

function showSite(): void {
  useManner({
    locale: personal || current?.language || currentManner().locale,
    digits: current?.digits === 'arabic' ? 'arab' : 'latn',
    time_zone: current?.time_zone,
  });
}
