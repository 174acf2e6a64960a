// A field that is written in is in view with its label and with the sentence about it.

/** Brings a control's whole field into view, by no more than is needed. */
export function reveal(control: Element): void {
  (control.closest('.field') ?? control).scrollIntoView({ block: 'nearest' });
}

/** The same for what takes the focus by keyboard; under the pointer nothing moves before it is let go. */
export function revealFocused({ target }: FocusEvent): void {
  if (target instanceof Element && !target.matches(':active')) reveal(target);
}
