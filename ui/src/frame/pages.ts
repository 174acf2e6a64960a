// Pages for the one search field: by their names, by what else they are called, and by their parts.
import type { Component } from 'svelte';
import { holds } from '../forms/options';
import { t } from '../words/t.svelte';
import { placesOfRole, sectionsOfRole } from './places';
import { BILLING_SECTIONS, go, to, type Route } from './router.svelte';
import type { Found } from './search.svelte';

interface PageFound {
  id: string;
  route: Route;
  word: string;
  /** What somebody types who does not know the word. */
  otherWords: string | undefined;
  icon?: Component;
  keys?: string;
  /** The page that this is a part of. */
  partOf?: string;
}

/** The search field's pages: `searchable('pages', findPages)`. Those named so come before those also called so. */
export function findPages(typed: string): readonly Found[] {
  const pages = pagesOfRole();
  const named = pages.filter(({ word }) => holds(word, typed));
  const called = pages.filter((page) => !named.includes(page) && holds(`${page.word} ${page.otherWords ?? ''}`, typed));
  return [...named, ...called].map(({ id, word, route, icon, keys, partOf }) => ({
    id,
    word,
    ...(icon && { icon }),
    ...(keys && { keys }),
    ...(partOf && { detail: partOf }),
    open: () => go(route),
  }));
}

function pagesOfRole(): PageFound[] {
  const others = t.otherWords;
  const places = placesOfRole();
  const billing = places.some(({ route }) => route.page === 'billing') ? BILLING_SECTIONS : [];
  return [
    ...places.map(({ route, word, icon, keys }) => ({
      id: route.page,
      route,
      word: word(),
      otherWords: others.pages[route.page as keyof typeof others.pages],
      icon,
      keys,
    })),
    { id: 'sync', route: to.sync, word: t.sync.title, otherWords: others.pages.sync },
    { id: 'about', route: to.about, word: t.frame.about, otherWords: others.pages.about },
    ...billing.map((section) => ({
      id: `billing-${section}`,
      route: to.billing(section),
      word: t.billing.sections[section],
      otherWords: others.billing[section],
      partOf: t.frame.billing,
    })),
    ...sectionsOfRole().map((section) => ({
      id: `administration-${section}`,
      route: to.administration(section),
      word: t.settings.sections[section],
      otherWords: others.administration[section],
      partOf: t.settings.administration,
    })),
  ];
}
