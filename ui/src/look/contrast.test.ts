// Holds the colour tokens to WCAG 2.2 AA in both themes: 4.5 to 1 for text, 3 to 1 for edges of controls.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map((found) => [
    found[1]!,
    { light: found[2]!, dark: found[3]! },
  ]),
);

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ['page', 'paper', 'raised', 'hover', 'chosen'];
const states = ['critical', 'warning', 'normal', 'unknown'];
const pairs: [string, string, number][] = [
  ...['ink', 'ink-soft', 'ink-quiet', 'accent'].flatMap((ink) =>
    surfaces.map((surface): [string, string, number] => [ink, surface, 4.5]),
  ),
  ...states.flatMap((state) =>
    [...surfaces, `${state}-soft`].map((surface): [string, string, number] => [state, surface, 4.5]),
  ),
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-strong', 4.5],
  ...['page', 'paper', 'raised'].flatMap((surface): [string, string, number][] => [
    ['line-strong', surface, 3],
    ['focus', surface, 3],
  ]),
];

test.each(['light', 'dark'] as const)('every pair of text and surface is readable in the %s theme', (theme) => {
  for (const [front, back, least] of pairs) {
    const a = tokens.get(front)?.[theme];
    const b = tokens.get(back)?.[theme];
    expect(a && b, `${front} and ${back} are tokens`).toBeTruthy();
    expect(contrast(a!, b!), `${front} on ${back}`).toBeGreaterThanOrEqual(least);
  }
});
