// How far long work has come, for the life of a screen.
import { listen } from '@tauri-apps/api/event';

export interface Progress {
  job: string;
  done: number;
  total: number;
}

/** Of the work that `isMine` names; undefined while nothing is known. Call it while the component starts. */
export function hearProgress(isMine: (job: string) => boolean): { readonly current: Progress | undefined; forget(): void } {
  let current = $state.raw<Progress>();
  $effect(() => {
    const heard = listen<Progress>('progress', ({ payload }) => {
      if (isMine(payload.job)) current = payload;
    });
    return () => void heard.then((stop) => stop());
  });
  return {
    get current() {
      return current;
    },
    forget: () => (current = undefined),
  };
}
