// A message in words: what it is about in one line, and the rest in a second.
import Bell from '@lucide/svelte/icons/bell';
import FileText from '@lucide/svelte/icons/file-text';
import ListTodo from '@lucide/svelte/icons/list-todo';
import Mail from '@lucide/svelte/icons/mail';
import Phone from '@lucide/svelte/icons/phone';
import ShieldAlert from '@lucide/svelte/icons/shield-alert';
import type { Component } from 'svelte';
import type { MessageKind, MessageRow } from '../generated/commands';
import { fieldOf, sayReading } from '../units';
import { isolate } from '../words/bidi';
import { ago, dayOf, instant, time, today, weekday } from '../words/dates';
import { t } from '../words/t.svelte';
import { dayAfter } from '../words/wall';

export const ICONS = { alert: Bell, reminder: Phone, task: ListTodo, report: FileText, note: Mail, emergency: ShieldAlert } as unknown as Record<
  MessageKind,
  Component
>;

/** "Heart rate 148 /min" · "Remind Amina Yusuf: tomorrow, 09:30" · the words of a person. */
export function sayMessage({ message, patient_name, alert, reminder }: MessageRow): string {
  const name = isolate(patient_name ?? '');
  switch (message.kind) {
    case 'alert':
      return alert ? `${isolate(t.metrics[alert.metric])} ${isolate(sayReading(fieldOf(alert.metric), alert.value))}` : t.inbox.kinds.alert;
    case 'reminder':
      return t.inbox.remind(name, reminder?.starts_at ? sayComing(reminder.starts_at) : '');
    case 'report': {
      const what = message.patient_id ? t.inbox.reportOf(name) : t.inbox.statements;
      return message.text === 'failed' ? t.inbox.reportFailed(what) : t.inbox.reportDone(what);
    }
    case 'emergency':
      return t.inbox.openedInEmergency(name, isolate(message.text ?? ''));
    default:
      return (message.text ?? '').split('\n')[0] ?? '';
  }
}

/** Who, of whom, since when. */
export function sayAround({ message, from, patient_name, alert, reminder }: MessageRow): string {
  const limit = alert && isolate(sayReading(fieldOf(alert.metric), alert.limit));
  const parts = [
    message.kind === 'alert' && alert ? (alert.is_above ? t.alerts.above(limit!) : t.alerts.below(limit!)) : '',
    reminder?.practitioner_name ? t.inbox.with(isolate(reminder.practitioner_name)) : '',
    reminder?.phone ? isolate(`\u2066${reminder.phone}\u2069`) : '',
    message.kind === 'task' || message.kind === 'note' || message.kind === 'emergency' ? t.inbox.from(isolate(from ?? t.inbox.somebody)) : '',
    message.kind !== 'reminder' && message.kind !== 'report' && message.kind !== 'emergency' && patient_name ? isolate(patient_name) : '',
    message.to_role ? t.inbox.toRole(t.roles[message.to_role]) : '',
    ago(message.recorded_at),
  ];
  return parts.filter(Boolean).join(' · ');
}

/** "today, 09:30", "tomorrow, 09:30", or the day. */
export function sayComing(at: number): string {
  const day = dayOf(at);
  if (day === today()) return t.inbox.todayAt(time(at));
  if (day === dayAfter(today(), 1)) return t.inbox.tomorrowAt(time(at));
  return `${weekday(day)}, ${time(at)}`;
}

/** By when a task is to be done, or since when it should have been; the end of a day is said as the day. */
export function sayDue(due: number, isLate: boolean): string {
  const when = time(due) === '23:59' ? weekday(dayOf(due)) : instant(due);
  return isLate ? t.inbox.late(when) : t.inbox.due(when);
}
