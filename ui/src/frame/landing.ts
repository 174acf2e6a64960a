// Where the arrow keys land while nothing has the focus: the page's table, its calendar, its list.

/** Lands there by this key: takes the focus, and shows where. False where there is nothing to land on. */
type Land = (key: string) => boolean;

const KEYS = ['ArrowDown', 'ArrowUp', 'Home', 'End', 'PageDown', 'PageUp'];
/** What uses these keys itself. */
const TAKEN =
  'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="combobox"], [role="grid"], [role="application"], [role="listbox"], [role="menu"], [role="tablist"], [role="radiogroup"], [role="slider"], [aria-haspopup]';

const landings = new Map<HTMLElement, Land>();

/** Marks an element as such a place. */
export function lands(land: Land) {
  return (element: HTMLElement): (() => void) => {
    landings.set(element, land);
    return () => landings.delete(element);
  };
}

/** For the window's keydown, once nobody else wanted the key. */
export function landByKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
  if (!KEYS.includes(event.key) || !isFree(event.target)) return;
  const places = [...landings].filter(([element]) => isSeen(element)).sort(([a], [b]) => inDocument(a, b));
  if (places.some(([, land]) => land(event.key))) event.preventDefault();
}

/** On the page or the way to it, and not on something that these keys work in. */
function isFree(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target === document.body || (target.closest('#content, nav') !== null && target.closest(TAKEN) === null);
}

function isSeen(element: HTMLElement): boolean {
  return element.closest('#content') !== null && element.closest('[inert]') === null && element.checkVisibility();
}

function inDocument(a: HTMLElement, b: HTMLElement): number {
  return a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** The page itself takes the focus, so that the next key and the next Tab begin in it. */
export function focusPage(): void {
  document.getElementById('content')?.focus({ preventScroll: true });
}
