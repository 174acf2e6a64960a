// The time, as state: "4 min ago" grows older without anyone asking.

const TICK_MS = 20_000;
let at = $state(Date.now());

/** Milliseconds since 1970, read again every 20 seconds by whatever shows it. */
export function now(): number {
  return at;
}

export function startClock(): () => void {
  const tick = () => (at = Date.now());
  const timer = setInterval(tick, TICK_MS);
  // A computer that slept shows the right age the moment it is looked at.
  window.addEventListener('focus', tick);
  return () => {
    clearInterval(timer);
    window.removeEventListener('focus', tick);
  };
}
