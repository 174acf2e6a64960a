// Reaching one value inside a form's values, with its type.
import type { Bound } from './bound.svelte';

export type Key = string | number;
type Inside<V> = NonNullable<V>;

/** One key, or two or three for values within values. */
export interface At<V> {
  <A extends keyof V>(a: A): Bound<V[A]>;
  <A extends keyof V, B extends keyof Inside<V[A]>>(a: A, b: B): Bound<Inside<V[A]>[B]>;
  <A extends keyof V, B extends keyof Inside<V[A]>, C extends keyof Inside<Inside<V[A]>[B]>>(
    a: A,
    b: B,
    c: C,
  ): Bound<Inside<Inside<V[A]>[B]>[C]>;
}

export function pathOf(keys: readonly Key[]): string {
  return keys.join('.');
}

type Tree = Record<Key, unknown>;

export function read(values: object, keys: readonly Key[]): unknown {
  return keys.reduce<unknown>((inside, key) => (inside as Tree | null | undefined)?.[key], values);
}

export function write(values: object, keys: readonly Key[], written: unknown): void {
  const inside = read(values, keys.slice(0, -1)) as Tree | null | undefined;
  const last = keys.at(-1);
  if (inside && last !== undefined) inside[last] = written;
}

/** A plain deep copy: what is sent, and what dirtiness is measured against. */
export function snapshot<V>(values: V): V {
  if (Array.isArray(values)) return values.map(snapshot) as V;
  if (typeof values !== 'object' || values === null) return values;
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, snapshot(value)])) as V;
}

/** Deep equality; a missing key and an undefined one are the same. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => same((a as Tree)[key], (b as Tree)[key]));
}
