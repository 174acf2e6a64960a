// A barcode scanner types faster than any hand and ends with Enter: what it types is a patient's number, wherever the
// focus is. What people type is never touched.

/** Scanners leave a few milliseconds between keys; nobody who types letters by hand is as quick for long. */
const QUICK_MS = 40;
const SHORTEST = 6;
const LONGEST = 40;
/** The alphabet of ISO/IEC 7064 MOD 37,36, the check of every number. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Gets what was scanned; outside fields also what is no number of this clinic, to say so. */
type Taker = (text: string) => void;
const takers: Taker[] = [];

/** Whoever asked last gets what is scanned: a form that chooses a patient before the window that opens one. */
export function addScanTaker(take: Taker): () => void {
  takers.push(take);
  return () => void takers.splice(takers.indexOf(take), 1);
}

/** Whether a number ends in its own check character, however it is spaced and cased. */
export function isWellFormed(number: string): boolean {
  const plain = plainOf(number);
  if (plain.length < SHORTEST) return false;
  let rest = 36;
  for (const character of plain.slice(0, -1)) {
    rest = (rest + ALPHABET.indexOf(character)) % 36;
    rest = ((rest === 0 ? 36 : rest) * 2) % 37;
  }
  return plain.at(-1) === ALPHABET[(37 - rest) % 36];
}

/** The same number however it is written. */
export function isSameNumber(one: string, other: string): boolean {
  return plainOf(one) === plainOf(other);
}

function plainOf(number: string): string {
  return number.toUpperCase().replace(/[^0-9A-Z]/g, '');
}

interface Burst {
  text: string;
  lastAt: number;
  field: HTMLInputElement | HTMLTextAreaElement | null;
  /** What was in the field before. */
  before: string;
  /** Keys that were held back from the shortcuts until it is known what they are. */
  held: KeyboardEvent[];
}

export interface ScanWindow {
  addEventListener(name: 'keydown', hear: (event: KeyboardEvent) => void, capture: true): void;
  removeEventListener(name: 'keydown', hear: (event: KeyboardEvent) => void, capture: true): void;
}

/** Listens to the whole window; returns how to stop. */
export function listenForScans(on: ScanWindow = window as ScanWindow): () => void {
  let burst: Burst | null = null;
  let pending: ReturnType<typeof setTimeout> | undefined;
  const replayed = new WeakSet<Event>();

  /** It was a hand after all: the keys that were held back mean what they always mean. */
  function letGo(): void {
    clearTimeout(pending);
    const held = burst?.held ?? [];
    burst = null;
    for (const event of held) {
      const { key, code, shiftKey, target } = event;
      const again = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true });
      replayed.add(again);
      (target ?? document.body).dispatchEvent(again);
    }
  }

  function hear(event: KeyboardEvent): void {
    if (replayed.has(event) || event.isComposing) return;
    if (event.key === 'Shift') return;
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
    const isQuick = burst !== null && event.timeStamp - burst.lastAt <= QUICK_MS;
    if (burst && event.key === 'Enter' && isPlain && isQuick && isScan(burst)) {
      finish(event, burst);
      return;
    }
    // A key that is held down is quick too, and no scanner.
    if (event.repeat || !isPlain || !/^[0-9A-Za-z-]$/.test(event.key)) return letGo();
    if (!isQuick || (burst && burst.text.length >= LONGEST)) {
      letGo();
      burst = begin(event);
    }
    if (!burst) return;
    burst.text += event.key;
    burst.lastAt = event.timeStamp;
    if (burst.field) return;
    // Outside fields a letter is a shortcut, and a scan would press a dozen of them.
    burst.held.push(event);
    event.preventDefault();
    event.stopImmediatePropagation();
    clearTimeout(pending);
    pending = setTimeout(letGo, QUICK_MS);
  }

  function finish(event: KeyboardEvent, { field, before, text }: Burst): void {
    clearTimeout(pending);
    burst = null;
    const take = takers.at(-1);
    // The one search field finds numbers itself.
    if (!take || field?.closest('[role="search"]')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (field) {
      field.value = before;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    take(text.toUpperCase());
  }

  on.addEventListener('keydown', hear, true);
  return () => {
    clearTimeout(pending);
    on.removeEventListener('keydown', hear, true);
  };
}

/** In a field only a number of ours is taken away from what is written there. */
function isScan({ text, field }: Burst): boolean {
  return isWellFormed(text) || (field === null && text.length >= SHORTEST);
}

function begin(event: KeyboardEvent): Burst {
  const { target } = event;
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  const isText = isField && !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return { text: '', lastAt: event.timeStamp, field: isText ? target : null, before: isText ? target.value : '', held: [] };
}
