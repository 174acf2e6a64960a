// The kinds of entry on the timeline: in the order of their filter, with their icons; and moving between entries.
import Activity from '@lucide/svelte/icons/activity';
import Brain from '@lucide/svelte/icons/brain';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import FileText from '@lucide/svelte/icons/file-text';
import HandCoins from '@lucide/svelte/icons/hand-coins';
import PackageCheck from '@lucide/svelte/icons/package-check';
import Pill from '@lucide/svelte/icons/pill';
import Receipt from '@lucide/svelte/icons/receipt';
import Stethoscope from '@lucide/svelte/icons/stethoscope';
import type { Component } from 'svelte';
import type { TimelineKind } from '../generated/commands';

export const KINDS = [
  'encounter',
  'vitals',
  'prescription',
  'dispense',
  'stroke_assessment',
  'appointment',
  'paper',
  'invoice',
  'payment',
] as const satisfies readonly TimelineKind[];

export const KIND_ICONS: Record<TimelineKind, Component> = {
  encounter: Stethoscope,
  vitals: Activity,
  prescription: Pill,
  dispense: PackageCheck,
  stroke_assessment: Brain,
  appointment: CalendarDays,
  paper: FileText,
  invoice: Receipt,
  payment: HandCoins,
};

/** Up, down, first and last go from entry to entry; Enter opens, as of every button. */
export function moveFocus(event: KeyboardEvent, list: HTMLElement): void {
  const buttons = [...list.querySelectorAll<HTMLElement>('li > button')];
  const at = buttons.indexOf(event.currentTarget as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  buttons[next]?.focus();
}
