// How far a backup or a check of one has come, for the life of a screen.
import { listen } from '@tauri-apps/api/event';

export interface Progress {
  job: string;
  done: number;
  total: number;
}

/** Undefined while nothing is known; call it while the component starts. */
export function hearProgress(): { readonly current: Progress | undefined; forget(): void } {
  let current = $state.raw<Progress>();
  $effect(() => {
    const heard = listen<Progress>('progress', ({ payload }) => {
      if (payload.job.startsWith('backup_')) current = payload;
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
