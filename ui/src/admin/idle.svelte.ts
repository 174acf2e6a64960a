// An administrator's page that nobody touches is left: the clinic says after how long.
import { site } from '../site.svelte';

const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
const LOOK_EVERY_MS = 5_000;

/** Watches the page for the life of a component: call it while the component starts. */
export function signOutWhenIdle(leave: () => void): void {
  $effect(() => {
    const minutes = site.current?.idle_lock_min;
    if (!minutes) return;
    let touchedAt = Date.now();
    const listening = new AbortController();
    const options = { signal: listening.signal, passive: true, capture: true };
    for (const kind of TOUCHES) addEventListener(kind, () => (touchedAt = Date.now()), options);
    // By the clock: a computer that slept has waited too.
    const timer = setInterval(() => {
      if (Date.now() - touchedAt >= minutes * 60_000) leave();
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      listening.abort();
    };
  });
}
