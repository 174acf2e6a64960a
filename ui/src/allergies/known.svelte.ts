// What is known of a patient's allergies, and saying that there are none.
import { call } from '../call';
import type { AllergyView, ChartFlagsView } from '../generated/commands';
import { live } from '../live.svelte';

export interface KnownAllergies {
  /** All that was ever written. */
  all: AllergyView[];
  /** Those that count. */
  rows: AllergyView[];
  view: ChartFlagsView;
}

export function knownAllergies(patient: () => string) {
  return live(
    async (): Promise<KnownAllergies> => {
      const [all, view] = await Promise.all([
        call('allergies_of_patient', { patient_id: patient() }),
        call('chart_flags', { patient_id: patient() }),
      ]);
      return { view, all, rows: all.filter(({ allergy }) => allergy.status === 'active' && !allergy.entered_in_error) };
    },
    ['allergy', 'chart_flags'],
  );
}

/** Nobody has asked, or nobody has written down the answer. */
export function isUnasked({ rows, view }: KnownAllergies): boolean {
  return rows.length === 0 && !view.flags.has_no_known_allergies;
}

/** Somebody asked, and there are none. */
export async function saveNoneKnown({ flags, version }: ChartFlagsView): Promise<void> {
  const { patient_id, is_pregnant, uses_spo2_scale_2 } = flags;
  await call('set_chart_flags', { patient_id, version, is_pregnant, uses_spo2_scale_2, has_no_known_allergies: true });
}
