// Plural forms: a language's own forms are required where its messages are written.

/** English has two forms. */
export interface EnglishForms {
  one: string;
  other: string;
}

/** Arabic has six: none, one, two, 3–10, 11–99, and the rest. */
export interface ArabicForms {
  zero: string;
  one: string;
  two: string;
  few: string;
  many: string;
  other: string;
}

const rules = new Map<string, Intl.PluralRules>();

/** The form for a count; `#` in it is replaced by the number as `number` writes it. */
export function chooseForm(
  language: string,
  count: number,
  forms: EnglishForms | ArabicForms,
  number: (count: number) => string = String,
): string {
  let rule = rules.get(language);
  if (!rule) rules.set(language, (rule = new Intl.PluralRules(language)));
  const form = (forms as unknown as Record<string, string | undefined>)[rule.select(count)] ?? forms.other;
  return form.replaceAll('#', number(count));
}
