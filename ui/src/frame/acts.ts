// What is done from anywhere, for the one search field: registering, booking, taking in.
import { openBooking } from '../appointments/Booking.svelte';
import { holds } from '../forms/options';
import type { Right } from '../generated/commands';
import { openRegistration } from '../patients/PatientForm.svelte';
import { openWalkIn } from '../queue/WalkIn.svelte';
import { may } from '../session.svelte';
import { t } from '../words/t.svelte';
import type { Found } from './search.svelte';

/** The search field's acts: `searchable('commands', findActs)`. */
export function findActs(typed: string): readonly Found[] {
  const { acts } = t.otherWords;
  const all: { right: Right; word: string; otherWords: string; open: () => void }[] = [
    { right: 'write_patients', word: t.today.register, otherWords: acts.register, open: () => openRegistration() },
    { right: 'write_appointments', word: t.queue.walkIn, otherWords: acts.walkIn, open: () => openWalkIn() },
    { right: 'write_appointments', word: t.appointments.book, otherWords: acts.book, open: () => openBooking() },
  ];
  return all
    .filter(({ right, word, otherWords }) => may(right) && holds(`${word} ${otherWords}`, typed))
    .map(({ word, open }) => ({ id: word, word, open }));
}
