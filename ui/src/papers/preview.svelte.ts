// Which paper is being looked at, and in which language the papers of a patient are wanted.
import { SvelteMap } from 'svelte/reactivity';
import type { PaperOrder } from '../generated/commands';
import { languageOf, type Language } from '../words/locale.svelte';
import { site } from '../site.svelte';

let order = $state.raw<PaperOrder | null>(null);
/** Whoever reads Arabic reads it on the receipt too: the choice stays for the patient's next papers. */
const chosen = new SvelteMap<string, Language>();

export const preview = {
  /** Null when none is looked at. */
  get order(): PaperOrder | null {
    return order;
  },
};

/** Shows a paper as it will look, with Print, Open and Save beside it. */
export function openPaperPreview(wanted: PaperOrder): void {
  order = wanted;
}

export function closePaperPreview(): void {
  order = null;
}

/** The language that an order will be in: chosen for the patient, asked for by the screen, else the clinic's. */
export function languageOfPaper({ patient_id, language }: PaperOrder): Language {
  const own = patient_id ? chosen.get(patient_id) : undefined;
  return own ?? languageOf(language ?? site.current?.language ?? 'en');
}

export function choosePaperLanguage(patient: string | null | undefined, language: Language): void {
  if (patient) chosen.set(patient, language);
}

/** Another person at the window chooses anew. */
export function forgetPaperLanguages(): void {
  chosen.clear();
  order = null;
}
