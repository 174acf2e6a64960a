// What a number stands on, scanned from a paper or typed into the one search field: a patient, or a bill, a receipt, a
// prescription of one.
import FileText from '@lucide/svelte/icons/file-text';
import { openBill, openPaymentOf } from '../billing/open';
import { asCallError, call } from '../call';
import { go, to } from '../frame/router.svelte';
import { isWellFormed } from '../frame/scan';
import type { Found } from '../frame/search.svelte';
import { sayFailed } from '../frame/toasts.svelte';
import type { Numbered } from '../generated/commands';
import { sayError } from '../words/errors';
import { t } from '../words/t.svelte';

/** "Receipt KDRA-R000123-Z". */
function sayNumbered({ kind, number }: Numbered): string {
  return `${t.numbers[kind]} ${number}`;
}

function open({ kind, id, number, patient_id, patient_name }: Numbered): void {
  const name = patient_name ?? '';
  if (kind === 'invoice') openBill(id, name, number);
  else if (kind === 'receipt') openPaymentOf(id, number, name);
  else if (patient_id) go(to.patient(patient_id, kind === 'prescription' ? 'prescriptions' : kind === 'credit_note' ? 'billing' : 'summary'));
}

/** The search field's papers: `searchable('papers', findPapers)`. Patients it finds by their numbers itself. */
export async function findPapers(typed: string): Promise<readonly Found[]> {
  if (!isWellFormed(typed)) return [];
  const found = await call('find_number', { number: typed });
  return found
    .filter(({ kind }) => kind !== 'patient')
    .map((one) => ({
      id: one.id,
      word: sayNumbered(one),
      detail: one.patient_name ?? '',
      icon: FileText as Found['icon'],
      open: () => open(one),
    }));
}

/** Opens what bears a number that was scanned, or says why not. */
export async function openScanned(text: string): Promise<void> {
  if (!isWellFormed(text)) return void sayFailed(t.frame.notScanned(text));
  try {
    const found = await call('find_number', { number: text });
    const [only, ...more] = found;
    if (!only) sayFailed(t.frame.scannedNothing(text));
    // Before papers had letters of their own in their numbers, a paper and a patient could have the same.
    else if (more.length > 0) sayFailed(t.frame.scannedSeveral(found.map(sayNumbered).join(', ')));
    else open(only);
  } catch (thrown) {
    sayFailed(sayError(asCallError(thrown)));
  }
}
