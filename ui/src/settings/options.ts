// Time zones and currencies to choose from, as the computer knows them.
import { CURRENCIES } from '../start/currencies';
import type { Option } from '../forms/options';
import { currentLanguage } from '../words/locale.svelte';

/** All time zones, with the one in use even where the computer lists another name for it. */
export function zoneOptions(current: string): Option[] {
  const zones = new Set([...Intl.supportedValuesOf('timeZone'), current, 'UTC'].filter(Boolean));
  return [...zones].map((value) => ({ value, word: value.replaceAll('_', ' ') }));
}

/** All currencies by code, with their names. */
export function currencyOptions(): Option[] {
  const names = new Intl.DisplayNames(currentLanguage(), { type: 'currency' });
  return CURRENCIES.map((value) => ({ value, word: `${value} · ${names.of(value) ?? value}` }));
}
