// Enter moves on to the next field, as on paper.
import { tick } from 'svelte';

const STOPS =
  'input:not([type="hidden"]):not([disabled]):not([tabindex="-1"]), textarea:not([disabled]), [role="combobox"]:not([disabled]), button[type="submit"]:not([disabled])';

/** Moves focus from a field to the next; false where Enter means something else (a new line, a button, an open list). */
export function moveOn(form: HTMLElement, from: EventTarget | null): boolean {
  if (!(from instanceof HTMLElement) || !from.matches(STOPS)) return false;
  if (from.matches('textarea, [type="submit"], [aria-expanded="true"]')) return false;
  return focusAfter(form, from);
}

/** The same from a list in which Enter has just chosen, once its form has drawn what follows from that. */
export async function moveOnFrom(list: HTMLElement): Promise<void> {
  await tick();
  const form = list.closest('form');
  if (form && document.activeElement === list) focusAfter(form, list);
}

function focusAfter(form: HTMLElement, from: HTMLElement): boolean {
  const stops = [...form.querySelectorAll<HTMLElement>(STOPS)].filter((stop) => isNextStop(stop, from));
  const next = stops[stops.indexOf(from) + 1];
  if (!next) return false;
  next.focus();
  if (next instanceof HTMLInputElement && next.type !== 'radio' && next.type !== 'checkbox') next.select();
  return true;
}

/** Of a group of radios, one is a stop: the chosen one, else the first. */
function isNextStop(stop: HTMLElement, from: HTMLElement): boolean {
  if (!(stop instanceof HTMLInputElement) || stop.type !== 'radio' || stop === from) return true;
  if (from instanceof HTMLInputElement && from.name === stop.name) return false;
  const group = [...(stop.form?.querySelectorAll<HTMLInputElement>('input[type="radio"]') ?? [])].filter(
    (radio) => radio.name === stop.name,
  );
  return stop === (group.find((radio) => radio.checked) ?? group[0]);
}
