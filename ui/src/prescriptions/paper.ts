// The paper of a prescription.
import type { PaperOrder, StoredPrescription } from '../generated/commands';
import { printPaper } from '../papers/hand';

export function paperOf({ id, patient_id, language }: StoredPrescription): PaperOrder {
  return { paper: 'prescription', subject_id: id, patient_id, language };
}

/** Prints a sheet; where no printer answers, it is said, with another way. */
export function printSheet(sheet: StoredPrescription): void {
  void printPaper(paperOf(sheet));
}
