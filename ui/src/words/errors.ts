// What the clinic refused or failed at, in the language of the screen.
import type { CallError } from '../call';
import { t } from './t.svelte';

export type ErrorDetails = Record<string, unknown>;
/** Sentences by code. A code without one is told in the clinic's own (English) words. */
export type ErrorSentences = Partial<Record<string, (details: ErrorDetails) => string>>;

export function sayError(error: CallError): string {
  const sentence = t.errors[error.code];
  return sentence ? sentence({ ...error.details }) : error.message;
}
