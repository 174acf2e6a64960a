// The clinic's language, digits, calendar and time zone: what every date, number and sentence is shown in.

/** The languages that have a complete catalogue of messages. */
export const LANGUAGES = ['en', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** The clinic's settings, as far as words need them. */
export interface Manner {
  /** A BCP 47 tag. */
  locale: string;
  /** `latn` (0–9) or the language's own, such as `arab` (٠–٩). */
  digits: 'latn' | 'arab' | 'deva';
  /** A calendar as Intl names it: `gregory`, `ethiopic`, `persian`… */
  calendar: string;
  /** An IANA zone: the clinic's, not the computer's. */
  time_zone: string;
}

/** A tag that Intl takes. WebKitGTK says "C" when LANG is unset, and Intl throws on it; "ar_EG.UTF-8" is seen too. */
export function normaliseLocale(tag: string | null | undefined): string {
  const plain = (tag ?? '').replace(/[.@].*$/, '').replaceAll('_', '-');
  if (plain === '' || plain === 'C' || plain === 'POSIX') return 'en';
  try {
    return Intl.getCanonicalLocales(plain)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** The catalogue to use for a locale; English where there is none. */
export function languageOf(locale: string): Language {
  const language = locale.split('-')[0];
  return LANGUAGES.find((known) => known === language) ?? 'en';
}

export function isRightToLeft(locale: string): boolean {
  return ['ar', 'fa', 'he', 'ps', 'ur', 'ckb', 'dv', 'yi'].includes(locale.split('-')[0] ?? '');
}

/** The zone if Intl knows it, else the computer's. */
export function normaliseTimeZone(zone: string | null | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', zone ? { timeZone: zone } : {}).resolvedOptions().timeZone;
  } catch {
    return new Intl.DateTimeFormat('en').resolvedOptions().timeZone;
  }
}

/** The tag to format with: English without a country is the world's English (3 May 1984), not the United States'. */
function formatTag({ locale, digits, calendar }: Manner): string {
  const base = new Intl.Locale(locale === 'en' ? 'en-001' : locale);
  return new Intl.Locale(base, { numberingSystem: digits, calendar }).toString();
}

/**
 * Keeps what is costly to make (an Intl format takes longer than formatting a whole column) for as long as the manner
 * stays. `make` gets the tag to format with and the manner.
 */
export function perManner<K extends string, F>(make: (key: K, tag: string, manner: Manner) => F): (key: K) => F {
  let madeFor: Manner | undefined;
  let tag = '';
  const made = new Map<K, F>();
  return (key) => {
    if (madeFor !== manner) {
      madeFor = manner;
      tag = formatTag(manner);
      made.clear();
    }
    let found = made.get(key);
    if (found === undefined) made.set(key, (found = make(key, tag, manner)));
    return found;
  };
}

/** The order in which the locale writes a date in numbers. */
export function dateOrderOf(locale: string): DateOrder {
  const tag = locale === 'en' ? 'en-001' : locale;
  const parts = new Intl.DateTimeFormat(`${tag}-u-ca-gregory`, { dateStyle: 'short', timeZone: 'UTC' })
    .formatToParts(0)
    .map((part) => part.type[0])
    .filter((initial) => initial === 'd' || initial === 'm' || initial === 'y')
    .join('');
  return parts === 'mdy' || parts === 'ymd' ? parts : 'dmy';
}

const systemLocale = normaliseLocale(typeof navigator === 'undefined' ? null : navigator.language);

let manner = $state.raw<Manner>({
  locale: systemLocale,
  digits: 'latn',
  calendar: 'gregory',
  time_zone: normaliseTimeZone(null),
});

/** How the clinic writes; reactive, so that a change of language redraws every word. */
export function currentManner(): Manner {
  return manner;
}

export function currentLanguage(): Language {
  return languageOf(manner.locale);
}

/** Takes the clinic's settings; whatever is missing or unknown to Intl keeps a sane value. */
export function useManner(wanted: Partial<Manner>): void {
  manner = {
    locale: normaliseLocale(wanted.locale ?? manner.locale),
    digits: wanted.digits ?? manner.digits,
    calendar: wanted.calendar ?? manner.calendar,
    time_zone: normaliseTimeZone(wanted.time_zone ?? manner.time_zone),
  };
  showManner();
}

/** Tells the page its language and direction. */
export function showManner(): void {
  if (typeof document === 'undefined') return;
  const language = currentLanguage();
  document.documentElement.lang = language;
  document.documentElement.dir = isRightToLeft(language) ? 'rtl' : 'ltr';
}
