// English plurals with the clinic's digits.
import { number } from '../../words/numbers';
import { chooseForm, type EnglishForms } from '../../words/plural';

/** `plural(2, { one: '# row', other: '# rows' })` is "2 rows". */
export const plural = (count: number, forms: EnglishForms) => chooseForm('en', count, forms, number);
