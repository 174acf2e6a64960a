// NEWS2 as a state of the screen.
import type { Risk, Severity } from '../generated/commands';
import type { Status } from '../parts/Shape.svelte';

/** High asks for an emergency response, medium and a single 3 for an urgent one; low is no alarm. */
export function statusOfRisk(risk: Risk): Status {
  if (risk === 'high') return 'critical';
  return risk === 'low' ? 'normal' : 'warning';
}

export function statusOfPoints(points: number | null | undefined): Status {
  if (points === null || points === undefined) return 'unknown';
  if (points === 0) return 'normal';
  return points === 3 ? 'critical' : 'warning';
}

export function statusOfSeverity(severity: Severity | null | undefined): Status {
  return severity ?? 'normal';
}
