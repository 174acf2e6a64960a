// Arabic plurals with the clinic's digits.
import { number } from '../../words/numbers';
import { chooseForm, type ArabicForms } from '../../words/plural';

/** The form for a count; `#` in it becomes the number. */
export const plural = (count: number, forms: ArabicForms) => chooseForm('ar', count, forms, number);
/** An example that is typed from left to right. */
export const ltr = (example: string) => `\u2066${example}\u2069`;
