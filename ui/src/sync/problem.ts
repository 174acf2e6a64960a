// Why the link does not go on, as an error that can be said in the language of the screen.
import { CallError } from '../call';
import type { SyncState } from '../generated/commands';

export function problemOf({ problem }: SyncState): CallError | undefined {
  return problem ? new CallError(problem.code, problem.message, undefined, problem.details as object | undefined) : undefined;
}
