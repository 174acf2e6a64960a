// Everything that is wrong with a set that is being typed, said at once.
import { asCallError, type CallError } from '../call';
import type { NewVitals, VitalsAssessment } from '../generated/commands';
import { inClinicUnits } from './words';

export interface Checked {
  /** What the possible readings come to; undefined where that could not be asked. */
  assessment: VitalsAssessment | undefined;
  /** The refusals, each beside a field of its own. */
  mistakes: readonly CallError[];
}

/** The clinic names one impossible reading at a time: what it names is left out, and it is asked about the rest. */
export async function checkSet(set: NewVitals, check: (set: NewVitals) => Promise<VitalsAssessment>): Promise<Checked> {
  const mistakes: CallError[] = [];
  const rest: NewVitals = { ...set };
  for (;;) {
    try {
      return { assessment: await check(rest), mistakes };
    } catch (thrown) {
      const error = asCallError(thrown);
      const field = error.field as keyof NewVitals | undefined;
      const isReading = field !== undefined && field in rest && rest[field] !== null && rest[field] !== undefined;
      if (!isReading) return { assessment: undefined, mistakes };
      mistakes.push(inClinicUnits(error));
      Object.assign(rest, { [field]: null });
    }
  }
}
