// Facts about going from place to place.
import { beforeEach, expect, test } from 'vitest';
import {
  askBeforeLeaving,
  go,
  goBack,
  goForward,
  isSamePlace,
  isSameRoute,
  replace,
  router,
  startAt,
  to,
} from './router.svelte';

beforeEach(() => startAt(to.today));

test('going somewhere can be taken back, and forward again', () => {
  go(to.patients);
  go(to.patient('p1', 'vitals'));
  goBack();
  expect(router.current).toEqual(to.patients);
  goForward();
  expect(router.current).toEqual(to.patient('p1', 'vitals'));
  expect(router.canGoForward).toBe(false);
});

test('going elsewhere after going back forgets what was ahead', () => {
  go(to.patients);
  goBack();
  go(to.alerts);
  expect(router.canGoForward).toBe(false);
  goBack();
  expect(router.current).toEqual(to.today);
});

test('going where one is already leaves the way back as it was', () => {
  go(to.today);
  expect(router.canGoBack).toBe(false);
});

test('another tab of the same page is not a step on the way back', () => {
  go(to.patient('p1'));
  replace(to.patient('p1', 'trends'));
  goBack();
  expect(router.current).toEqual(to.today);
});

test('there is no way back past where it began, and none to before sign-in', () => {
  goBack();
  expect(router.current).toEqual(to.today);
  go(to.patients);
  startAt(to.signIn);
  expect(router.canGoBack).toBe(false);
});

test('the way back is bounded, and its end is where one is', () => {
  for (let id = 0; id < 250; id++) go(to.patient(String(id)));
  expect(router.current).toEqual(to.patient('249'));
  goBack();
  expect(router.current).toEqual(to.patient('248'));
});

test('leaving can be held, and goes on when it is let go', () => {
  let held: (() => void) | undefined;
  const stop = askBeforeLeaving((_from, _next, goOn) => {
    held = goOn;
    return false;
  });
  go(to.alerts);
  expect(router.current, 'held').toEqual(to.today);
  held?.();
  expect(router.current, 'let go').toEqual(to.alerts);
  stop();
  go(to.patients);
  expect(router.current, 'nobody asks any more').toEqual(to.patients);
});

test('routes are the same when all their parts are', () => {
  expect(isSameRoute(to.patient('a'), to.patient('a'))).toBe(true);
  expect(isSameRoute(to.patient('a'), to.patient('a', 'vitals'))).toBe(false);
  expect(isSameRoute(to.patient('a'), to.patients)).toBe(false);
});

test('tabs of one patient are one place, two patients are two', () => {
  expect(isSamePlace(to.patient('a'), to.patient('a', 'vitals'))).toBe(true);
  expect(isSamePlace(to.patient('a'), to.patient('b'))).toBe(false);
  expect(isSamePlace(to.administration('accounts'), to.administration('audit'))).toBe(true);
});
