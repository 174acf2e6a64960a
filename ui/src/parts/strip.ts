// A strip that stays in view while the rest scrolls under it: what is brought into view comes beside it, not under it.

/** Marks an element as such; `edge` is where it stays. */
export function strip(edge: 'start' | 'end') {
  const padding = edge === 'start' ? 'scrollPaddingBlockStart' : 'scrollPaddingBlockEnd';
  return (element: HTMLElement): (() => void) | undefined => {
    const scroller = scrollerOf(element);
    if (!scroller) return undefined;
    const measured = new ResizeObserver(() => (scroller.style[padding] = `${element.offsetHeight}px`));
    measured.observe(element);
    return () => {
      measured.disconnect();
      scroller.style[padding] = '';
    };
  };
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  let around = element.parentElement;
  while (around && !['auto', 'scroll'].includes(getComputedStyle(around).overflowY)) around = around.parentElement;
  return around;
}
