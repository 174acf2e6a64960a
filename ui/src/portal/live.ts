// Hears what happens to one's own chart, so that a page that is open shows it. Without a link the pages work as well.
import { accessToken } from './api';

export type LiveEvent = 'alert.raised' | 'vitals.recorded' | 'appointment.changed' | 'message.created' | 'paper.sent';
type Listener = { events: readonly LiveEvent[]; then: () => void };

const listeners = new Set<Listener>();
/** What comes together is shown together. */
const TOGETHER_MS = 200;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

let socket: WebSocket | undefined;
let cursor: string | undefined;
let wait = FIRST_WAIT_MS;
let timer: ReturnType<typeof setTimeout> | undefined;
let isWanted = false;
const waiting = new Set<Listener>();

/** Calls `then` after each of these events. Returns how to stop. */
export function onLive(events: readonly LiveEvent[], then: () => void): () => void {
  const listener = { events, then };
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    waiting.delete(listener);
  };
}

/** Tells the pages of an event; of `resync`, all of them. */
export function tell(event: string): void {
  const isFirst = waiting.size === 0;
  for (const one of listeners) if (event === 'resync' || one.events.some((known) => known === event)) waiting.add(one);
  if (!isFirst || waiting.size === 0) return;
  setTimeout(() => {
    const now = [...waiting];
    waiting.clear();
    for (const one of now) one.then();
  }, TOGETHER_MS);
}

async function open(): Promise<void> {
  timer = undefined;
  const token = await accessToken().catch(() => undefined);
  if (!isWanted || socket) return;
  if (!token) return later();
  const mine = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/live`);
  socket = mine;
  // In the first message and not in the address, which is written down on the way.
  mine.onopen = () => mine.send(JSON.stringify({ access_token: token, after: cursor }));
  mine.onmessage = (message) => {
    const told = JSON.parse(String(message.data)) as { cursor: string; event: string };
    cursor = told.cursor;
    wait = FIRST_WAIT_MS;
    tell(told.event);
  };
  mine.onclose = () => {
    if (socket === mine) socket = undefined;
    later();
  };
}

function later(): void {
  if (!isWanted || timer !== undefined) return;
  // Not all at once, when a server comes back.
  timer = setTimeout(() => void open(), wait * (0.5 + Math.random() / 2));
  wait = Math.min(wait * 2, LONGEST_WAIT_MS);
}

/** Listens from now on. */
export function listen(): void {
  if (isWanted) return;
  isWanted = true;
  wait = FIRST_WAIT_MS;
  void open();
}

/** Listens no more. */
export function hush(): void {
  isWanted = false;
  clearTimeout(timer);
  timer = undefined;
  cursor = undefined;
  socket?.close();
  socket = undefined;
}
