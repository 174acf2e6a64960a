// Facts about what is said of a set with several impossible readings.
import { expect, test } from 'vitest';
import { CallError } from '../call';
import type { NewVitals, StoredSite, VitalsAssessment } from '../generated/commands';
import { useSite } from '../site.svelte';
import { useManner } from '../words/locale.svelte';
import { checkSet } from './mistakes';
import { inClinicUnits } from './words';

useManner({ locale: 'en', time_zone: 'UTC' });

const BOUNDS = { heart_rate_bpm: [20, 300], respiratory_rate_bpm: [3, 80], spo2_percent: [30, 100] } as const;
const set: NewVitals = { patient_id: 'p', heart_rate_bpm: 999, respiratory_rate_bpm: 400, spo2_percent: 130, glucose_mg_dl: 90 };
const fine = { suspects: [] } as unknown as VitalsAssessment;

/** As the clinic does it: the first that is impossible, and no more. */
async function check(asked: NewVitals): Promise<VitalsAssessment> {
  for (const [field, [low, high]] of Object.entries(BOUNDS)) {
    const value = asked[field as keyof typeof BOUNDS];
    if (typeof value === 'number' && (value < low || value > high)) throw new CallError('impossible', 'no', field, { value, low, high });
  }
  return fine;
}

test('all that is wrong is found in one round', async () => {
  const { assessment, mistakes } = await checkSet(set, check);
  expect(mistakes.map(({ field }) => field)).toEqual(['heart_rate_bpm', 'respiratory_rate_bpm', 'spo2_percent']);
  expect(assessment, 'the rest is assessed').toBe(fine);
  expect(set.heart_rate_bpm, 'what was typed is left as it is').toBe(999);
});

test('a set that cannot be asked about ends the round', async () => {
  const broken = async (): Promise<VitalsAssessment> => {
    throw new CallError('not_found', 'There is no such patient.');
  };
  expect(await checkSet(set, broken)).toEqual({ assessment: undefined, mistakes: [] });
});

test('a temperature read in the other unit is recognized, both ways', () => {
  const refusal = (value: number) => inClinicUnits(new CallError('impossible', '', 'temperature_c', { value, low: 24, high: 46 })).message;
  expect(refusal(98.6), '98.6 typed where °C is kept').toContain('37.0\u00a0°C');
  expect(refusal(400), 'nobody has that in any unit').not.toContain('If it was');
  useSite({ language: 'en', temperature_unit: 'fahrenheit', weight_unit: 'kilogram', height_unit: 'centimetre', glucose_unit: 'mg_dl' } as StoredSite);
  expect(refusal((38.5 - 32) / 1.8), '38.5 typed where °F is shown').toContain('101.3\u00a0°F');
});
