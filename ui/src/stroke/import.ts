// A chosen file as base64, and what the clinic found in it, in words.
import type { ImportProblem } from '../generated/commands';
import { t } from '../words/t.svelte';

/** The bytes of a file in base64. */
export async function base64Of(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const PIECE = 0x8000;
  let text = '';
  // Piece by piece: a whole file as arguments would overflow the stack.
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}

/** Why a cell cannot be, in the language of the screen where it has words for it. */
export function sayProblem({ code, reason }: ImportProblem): string {
  return t.stroke.problem[code] ?? reason;
}
