// The whole of what the screens know about the other side: one typed call.
import { invoke } from '@tauri-apps/api/core';
import type { Commands } from './generated/commands';
import { session } from './session.svelte';

export type CommandName = keyof Commands;
export type Input<N extends CommandName> = Commands[N] extends { input: infer I } ? I : never;
export type Output<N extends CommandName> = Commands[N] extends { output: infer O } ? O : never;

/** What the other side refused or failed at. Branch on `code`; show `message`; `field` names a form's field. */
export class CallError extends Error {
  readonly code: string;
  readonly field: string | undefined;
  readonly details: object | undefined;

  constructor(code: string, message: string, field?: string, details?: object) {
    super(message);
    this.name = 'CallError';
    this.code = code;
    this.field = field;
    this.details = details;
  }
}

/** Runs one command of the clinic. Every failure arrives as a `CallError`. */
export async function call<N extends CommandName>(
  name: N,
  ...input: Record<string, never> extends Input<N> ? [input?: Input<N>] : [input: Input<N>]
): Promise<Output<N>> {
  try {
    return await invoke<Output<N>>('call', { name, session: session.token, input: input[0] ?? {} });
  } catch (thrown) {
    const error = asCallError(thrown);
    if (error.code === 'not_signed_in') session.end();
    if (error.code === 'locked') session.lock();
    throw error;
  }
}

/** Any thrown thing as a `CallError`: those without a code (a broken bridge, a bug) get `internal`. */
export function asCallError(thrown: unknown): CallError {
  if (thrown instanceof CallError) return thrown;
  if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown) {
    const { code, message, field, details } = thrown as Record<string, unknown>;
    return new CallError(
      String(code),
      String(message),
      typeof field === 'string' ? field : undefined,
      typeof details === 'object' && details !== null ? details : undefined,
    );
  }
  return new CallError('internal', thrown instanceof Error ? thrown.message : String(thrown));
}
