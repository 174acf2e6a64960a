// What the one search field looks through: patients first, then papers by their numbers, commands and pages.
import type { Component } from 'svelte';

export const SEARCH_GROUPS = ['patients', 'papers', 'commands', 'pages'] as const;
export type SearchGroup = (typeof SEARCH_GROUPS)[number];

export interface Found {
  id: string;
  word: string;
  /** What tells it from its likes: age, sex, number. */
  detail?: string;
  icon?: Component;
  keys?: string;
  open: () => void;
}

type Find = (typed: string) => Promise<readonly Found[]> | readonly Found[];

const sources = new Map<SearchGroup, Set<Find>>();

/** Adds a source; returns how to take it away. */
export function addSearch(group: SearchGroup, find: Find): () => void {
  const ofGroup = sources.get(group) ?? new Set<Find>();
  sources.set(group, ofGroup.add(find));
  return () => ofGroup.delete(find);
}

/** The same for the life of a component. */
export function searchable(group: SearchGroup, find: Find): void {
  $effect(() => addSearch(group, find));
}

export interface FoundGroup {
  group: SearchGroup;
  found: readonly Found[];
}

const MOST_OF_A_GROUP = 8;

/** One act is offered once: as the page in view does it, before how it is done from anywhere. */
function oncePerWord(found: readonly Found[]): readonly Found[] {
  return found.filter(({ word }, at) => found.findIndex((other) => other.word === word) === at);
}

/** Everything that fits, in groups. One source that fails must not hide the others: it is reported beside them. */
export async function searchAll(typed: string): Promise<{ groups: FoundGroup[]; hasFailed: boolean }> {
  let hasFailed = false;
  const groups = await Promise.all(
    SEARCH_GROUPS.map(async (group) => {
      const answers = await Promise.all(
        [...(sources.get(group) ?? [])].map(async (find) => {
          try {
            return await find(typed);
          } catch {
            hasFailed = true;
            return [];
          }
        }),
      );
      const found = answers.flat();
      return { group, found: (group === 'commands' ? oncePerWord(found) : found).slice(0, MOST_OF_A_GROUP) };
    }),
  );
  return { groups: groups.filter(({ found }) => found.length > 0), hasFailed };
}
