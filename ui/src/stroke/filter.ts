// Which stroke records are shown.
import type { SmokingStatus, StrokeQuery } from '../generated/commands';

export type Any<T extends string> = T | 'any';

export interface StrokeFilterValues {
  stroke: Any<'yes' | 'no'>;
  hypertension: Any<'yes' | 'no'>;
  heartDisease: Any<'yes' | 'no'>;
  smoking: Any<SmokingStatus>;
  leastAge: number | null;
  mostAge: number | null;
  onlyPatients: boolean;
}

export function noFilter(): StrokeFilterValues {
  return {
    stroke: 'any',
    hypertension: 'any',
    heartDisease: 'any',
    smoking: 'any',
    leastAge: null,
    mostAge: null,
    onlyPatients: false,
  };
}

export function isUnfiltered(filter: StrokeFilterValues): boolean {
  return Object.values(filter).every((value) => value === 'any' || value === null || value === false);
}

export function queryOf(filter: StrokeFilterValues): StrokeQuery {
  const asked = (value: Any<'yes' | 'no'>) => (value === 'any' ? null : value === 'yes');
  return {
    had_stroke: asked(filter.stroke),
    has_hypertension: asked(filter.hypertension),
    has_heart_disease: asked(filter.heartDisease),
    smoking_status: filter.smoking === 'any' ? null : filter.smoking,
    least_age: filter.leastAge,
    most_age: filter.mostAge,
    only_patients: filter.onlyPatients,
  };
}
