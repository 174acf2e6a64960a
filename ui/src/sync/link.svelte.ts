// The link as every screen sees it: asked for once, again when it or any record changes, and every minute.
import { call } from '../call';
import { onAnyChange } from '../changed.svelte';
import { live, type Live } from '../live.svelte';
import type { Link } from './standing';

/** What is saved in one go is counted once. */
const SETTLE_MS = 700;
/** What nobody tells: a server that answers no more, a wait that is over. */
const EVERY_MS = 60_000;

/** Watches it for the life of a component: call it while the component starts. */
export function watchLink(): Live<Link> {
  const link = live<Link>(async () => {
    const [status, state] = await Promise.all([call('sync_status'), call('sync_state')]);
    return { status, state };
  }, ['sync']);
  $effect(() => {
    let settling: ReturnType<typeof setTimeout> | undefined;
    const stop = onAnyChange(({ kind }) => {
      if (kind === 'sync') return;
      settling ??= setTimeout(() => ((settling = undefined), link.again()), SETTLE_MS);
    });
    const timer = setInterval(link.again, EVERY_MS);
    return () => {
      stop();
      clearTimeout(settling);
      clearInterval(timer);
    };
  });
  return link;
}
