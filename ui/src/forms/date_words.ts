// The words a typed date may hold: months in the clinic's language and English, units of age, near days.

export type AgeUnit = 'day' | 'week' | 'month' | 'year';

function spread<T>(meanings: [T, string][]): ReadonlyMap<string, T> {
  return new Map(meanings.flatMap(([meaning, words]) => words.split(' ').map((word): [string, T] => [word, meaning])));
}

export const ageUnits = spread<AgeUnit>([
  ['day', 'd day days ي يوم أيام ايام يوما يومًا दिन'],
  ['week', 'w wk wks week weeks أسبوع اسبوع أسابيع اسابيع أسبوعا सप्ताह'],
  ['month', 'm mo mos mth mths month months ش شهر أشهر اشهر شهور شهرا महीना महीने माह'],
  ['year', 'y yr yrs yo year years س سنة سنوات سنين عام أعوام साल वर्ष'],
]);

export const relativeDays = spread<number>([
  [0, 't today اليوم आज'],
  [-1, 'yesterday أمس امس'],
  [1, 'tomorrow tmrw غدا غدًا'],
]);

/** Month by its name, long or short, in lower case without dots. */
export type MonthNames = ReadonlyMap<string, number>;

const known = new Map<string, MonthNames>();

/** The months' names in a locale, and always the English ones. */
export function monthNames(locale: string): MonthNames {
  const found = known.get(locale);
  if (found) return found;
  const names = new Map<string, number>([['sept', 9]]);
  for (const tag of ['en', locale]) {
    for (const style of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(`${tag}-u-ca-gregory`, { month: style, timeZone: 'UTC' });
      const inDate = new Intl.DateTimeFormat(`${tag}-u-ca-gregory`, { month: style, day: 'numeric', timeZone: 'UTC' });
      for (let month = 1; month <= 12; month++) {
        const at = Date.UTC(2000, month - 1, 1);
        const inflected = inDate.formatToParts(at).find((part) => part.type === 'month')?.value ?? '';
        for (const name of [format.format(at), inflected]) {
          const plain = name.toLocaleLowerCase().replaceAll('.', '').trim();
          // A "name" that is a number ("5月") is read by the rules for numbers.
          if (plain !== '' && !/\d/.test(plain)) names.set(plain, month);
        }
      }
    }
  }
  known.set(locale, names);
  return names;
}
