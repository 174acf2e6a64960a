// A field that is written in is in view with its label and with the sentence about it.

let isPressed = false;
if (typeof window !== 'undefined') {
  window.addEventListener('pointerdown', () => (isPressed = true), true);
  for (const end of ['pointerup', 'pointercancel', 'keydown']) window.addEventListener(end, () => (isPressed = false), true);
}

/** Brings a control's whole field into view, with what it answers (`data-whole`), by no more than is needed. */
export function reveal(control: Element): void {
  (control.closest('[data-whole]') ?? control.closest('.field') ?? control).scrollIntoView({ block: 'nearest' });
}

/** The same for what takes the focus by keyboard. What is pressed must still be under the pointer when it is let go. */
export function revealFocused({ target }: FocusEvent): void {
  if (!isPressed && target instanceof Element) reveal(target);
}
