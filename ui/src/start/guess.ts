// First guesses for a new clinic, from what the computer knows: each can be typed over.
import type { GlucoseUnit, HeightUnit, TemperatureUnit, WeightUnit } from '../generated/commands';
import { normaliseLocale } from '../words/locale.svelte';
import { currencyOf, REGIONS } from './currencies';

interface LocaleWithZones extends Intl.Locale {
  getTimeZones?: () => string[] | undefined;
  timeZones?: string[];
}

function zonesOf(region: string): readonly string[] {
  const locale = new Intl.Locale('und', { region }) as LocaleWithZones;
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/**
 * The country, by its two letters. Computers are sold in English everywhere: where the language's country and the
 * clock's disagree, the clock is right.
 */
export function guessRegion(language: string, timeZone: string): string | undefined {
  const region = new Intl.Locale(normaliseLocale(language)).region;
  if (region && zonesOf(region).includes(timeZone)) return region;
  return REGIONS.find((one) => zonesOf(one).includes(timeZone)) ?? region;
}

export function guessCurrency(region: string | undefined): string {
  return (region && currencyOf(region)) || 'USD';
}

/** The country's name in a language, for addresses. */
export function countryName(region: string | undefined, language: string): string {
  return region ? (new Intl.DisplayNames(language, { type: 'region' }).of(region) ?? '') : '';
}

export interface GuessedUnits {
  temperature_unit: TemperatureUnit;
  weight_unit: WeightUnit;
  height_unit: HeightUnit;
  glucose_unit: GlucoseUnit;
}

/** Countries whose meters show mmol/L. */
const MMOL = new Set(
  'GB IE CA AU NZ ZA KE UG TZ RW ZM MW BW NA ZW MU CN HK SG MY RU UA BY KZ NL DK NO SE FI IS CH HU CZ SK HR SI EE LV LT IQ VN MN'.split(' '),
);

export function guessUnits(region: string | undefined): GuessedUnits {
  const isAmerican = region === 'US' || region === 'LR' || region === 'PR';
  return {
    temperature_unit: isAmerican ? 'fahrenheit' : 'celsius',
    weight_unit: isAmerican ? 'pound' : 'kilogram',
    height_unit: isAmerican ? 'inch' : 'centimetre',
    glucose_unit: region && MMOL.has(region) ? 'mmol_l' : 'mg_dl',
  };
}

/** A short code from the clinic's name: initials of several words, else the first letters; HS for other scripts. */
export function guessCode(clinic: string): string {
  const words = latin(clinic).split(/[^A-Z0-9]+/).filter((word) => word !== '' && !SMALL_WORDS.has(word));
  const code = words.length > 1 ? words.map((word) => word[0]).join('') : (words[0] ?? '').slice(0, 3);
  return code.slice(0, 5) || (clinic.trim() === '' ? '' : 'HS');
}

const SMALL_WORDS = new Set('OF THE AND FOR DE DU DES LA LE EL AL'.split(' '));

/** A user name from a person's name: the first word that is not a title. */
export function guessUsername(name: string): string {
  const words = name.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.find((word) => !TITLES.has(word)) ?? '';
}

const TITLES = new Set('dr prof mr mrs ms miss sr sister nurse doctor sheikh د دكتور دكتوره ا'.split(' '));

function latin(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase();
}
