// What stands at one instant of a picture: the readings of all tracks that were taken then.
import type { Frame, Mark } from '../generated/commands';
import { unitOf, type MeasuredField } from '../units';
import { quantity } from '../words/numbers';
import { nearest } from './view';

export interface Hit {
  key: string;
  label: string;
  /** In the clinic's unit, with it. */
  said: string;
  colour: string;
  mark: Mark;
  x: number;
  y: number;
}

/** All instants with a reading in the picture, sorted. */
export function timesOf(frame: Frame): number[] {
  const times = new Set<number>();
  for (const { series } of frame.plots) for (const { points } of series) for (const [at] of points) times.add(at!);
  const from = frame.plots[0]?.from_ms ?? 0;
  const to = frame.plots[0]?.to_ms ?? 0;
  return [...times].filter((at) => at >= from && at <= to).sort((a, b) => a - b);
}

/** The readings of the instant, where the crosshair meets their lines. */
export function hitsAt(frame: Frame, at: number): Hit[] {
  return frame.plots.flatMap((plot) =>
    plot.series.flatMap((series): Hit[] => {
      const index = nearest(series.points.map(([time]) => time!), at);
      const point = series.points[index];
      if (!point || point[0] !== at) return [];
      const value = point[1]!;
      return [
        {
          key: series.key,
          label: series.label,
          said: say(series.key as MeasuredField, value),
          colour: series.colour,
          mark: series.marks.find((marked) => marked.at_ms === at && marked.value === value)?.mark ?? 'none',
          x: xOf(frame, at),
          y: plot.y + ((plot.high - value) / (plot.high - plot.low || 1)) * plot.height,
        },
      ];
    }),
  );
}

export function xOf(frame: Frame, at: number): number {
  const plot = frame.plots[0];
  return plot ? plot.x + ((at - plot.from_ms) / (plot.to_ms - plot.from_ms)) * plot.width : 0;
}

export function timeAt(frame: Frame, x: number): number {
  const plot = frame.plots[0];
  return plot ? plot.from_ms + ((x - plot.x) / plot.width) * (plot.to_ms - plot.from_ms) : 0;
}

/** Pictures hold values in the clinic's unit already: temperatures to their tenth, the rest as they are. */
function say(field: MeasuredField, value: number): string {
  const decimals = field === 'temperature_c' ? 1 : undefined;
  return quantity(Math.round(value * 10) / 10, unitOf(field), decimals);
}

