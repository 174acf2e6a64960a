// Refusals whose English has numbers in it that the clinic writes in its own units; all others come in English already.
import type { ErrorSentences } from '../../words/errors';

export const errors: ErrorSentences = {
  impossible: ({ value, low, high }) =>
    value === undefined
      ? 'This is not possible here. Check the number.'
      : `${String(value)} is not possible here: it lies between ${String(low)} and ${String(high)}. Check the number.`,
};
