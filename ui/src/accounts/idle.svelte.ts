// Locks the screen when nobody has touched it for as long as the clinic allows.
import { session } from '../session.svelte';
import { site } from '../site.svelte';
import { lock } from './welcome';

const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
const LOOK_EVERY_MS = 5_000;

/** Watches the window for the life of a component: call it while the component starts. */
export function lockWhenIdle(): void {
  let touchedAt = Date.now();
  const touch = () => (touchedAt = Date.now());
  $effect(() => {
    const minutes = site.current?.idle_lock_min;
    if (!minutes || session.isLocked) return;
    touch();
    const listening = new AbortController();
    const options = { signal: listening.signal, passive: true, capture: true };
    for (const kind of TOUCHES) window.addEventListener(kind, touch, options);
    // By the clock, not by one long timer: a computer that slept is locked when it wakes.
    const timer = setInterval(() => {
      if (Date.now() - touchedAt >= minutes * 60_000) void lock();
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      listening.abort();
    };
  });
}
