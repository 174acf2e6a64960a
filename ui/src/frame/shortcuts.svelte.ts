// The one registry of keyboard shortcuts: what it holds is what works, what `?` lists and what the search offers.
import { flushSync } from 'svelte';
import { session } from '../session.svelte';
import { isTyped, matches, strokesOf, type Stroke } from './keys';

export interface Shortcut {
  /** `mod+k`, `/`, `g p`. */
  keys: string;
  /** What it does; asked each time, so that it follows the language. */
  words: () => string;
  /** The heading it is listed under; "Everywhere" without one. */
  place?: () => string;
  run: () => void;
  /** Works while a field has focus too. Those with Ctrl always do. */
  inFields?: boolean;
  /** Found by the search too: what it does is worth looking for by name. */
  isCommand?: boolean;
  /** What else it is looked for by. */
  otherWords?: () => string;
  /** Only shown in the list: a field or a list handles the key itself. */
  isListedOnly?: boolean;
  /** Gives way to any other with the same keys: a table's filter to what the page does with that key. */
  yields?: boolean;
}

interface Entry extends Shortcut {
  strokes: Stroke[];
}

/** How long a first key waits for its second. */
const SEQUENCE_MS = 1200;

/** What counts. Kept outside the reactive list: an effect that is taken down would read that as it was before the change. */
let all: readonly Entry[] = [];
/** The same, for what is shown of it. */
let entries = $state.raw<readonly Entry[]>([]);
let begun: { stroke: Stroke; at: number } | undefined;

/** Adds shortcuts; returns how to take them away. */
export function addShortcuts(...added: Shortcut[]): () => void {
  const mine = added.map((shortcut) => ({ ...shortcut, strokes: strokesOf(shortcut.keys) }));
  entries = all = [...all, ...mine];
  return () => (entries = all = all.filter((entry) => !mine.includes(entry)));
}

/** The same for the life of a component: call it while the component starts. */
export function shortcuts(...added: Shortcut[]): void {
  $effect(() => addShortcuts(...added));
}

/** What is registered now; of two with the same keys, the later one works. */
export function knownShortcuts(): readonly Shortcut[] {
  const ordered = inOrder(entries);
  return ordered.filter((entry, at) => !ordered.slice(at + 1).some((later) => later.keys === entry.keys));
}

/** Runs what the key means. For the window's keydown. */
export function pressKey(event: KeyboardEvent): void {
  // Behind a locked screen nothing answers.
  if (session.isLocked) return;
  if (event.defaultPrevented || event.isComposing || ['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) return;
  if (isTypedAhead(event)) {
    event.preventDefault();
    document.execCommand('insertText', false, event.key);
    return;
  }
  const isTyping = isField(event.target) || isWriting(event.target);
  const first = begun && event.timeStamp - begun.at < SEQUENCE_MS ? begun.stroke : undefined;
  begun = undefined;

  const mayRun = (entry: Entry) => !entry.isListedOnly && (!isTyping || entry.inFields || entry.strokes.at(-1)?.mod);
  const awake = inOrder(all).filter(mayRun).reverse();
  const found =
    (first && awake.find(({ strokes: [a, b] }) => b && a?.key === first.key && matches(b, event))) ??
    awake.find(({ strokes }) => strokes.length === 1 && matches(strokes[0]!, event));
  if (found) {
    event.preventDefault();
    found.run();
    // What the key opens takes the focus before the next key is read: a quick hand types into the form, not past it.
    flushSync();
    return;
  }
  const opening = awake.find(({ strokes }) => strokes.length === 2 && matches(strokes[0]!, event));
  if (opening) begun = { stroke: opening.strokes[0]!, at: event.timeStamp };
}

/** A letter that was pressed just before the form took the focus still goes to the page, and is meant for the form. */
function isTypedAhead(event: KeyboardEvent): boolean {
  return isTyped(event) && !isField(event.target) && isField(document.activeElement);
}

/** The last of those with the same keys works: those that yield come first. */
function inOrder(them: readonly Entry[]): Entry[] {
  return [...them.filter(({ yields }) => yields), ...them.filter(({ yields }) => !yields)];
}

/** Between the fields of a form, on a radio or a button, single keys must not change the page behind it. */
function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('form') !== null || target.matches('aside:has(form)');
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  // A closed list is a button: letters are written into fields alone.
  if (target instanceof HTMLButtonElement) return target.getAttribute('aria-expanded') === 'true';
  return target.matches('textarea, select, [role="combobox"]') || target.isContentEditable;
}
