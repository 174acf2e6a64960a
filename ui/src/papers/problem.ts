// Why something is not there, as the clinic tells it inside an answer.
import { CallError } from '../call';
import type { PublicError } from '../generated/commands';
import { sayError } from '../words/errors';

export function sayProblem({ code, message, details }: PublicError): string {
  return sayError(new CallError(code, message, undefined, (details ?? undefined) as object | undefined));
}
