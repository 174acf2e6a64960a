// Frames as fast as they come and no faster: one on its way at a time, and what is asked for meanwhile waits its turn.
import { asCallError, type CallError } from '../call';
import type { Frame } from '../generated/commands';

export interface Frames {
  /** The newest picture; kept while a newer one is on its way. */
  readonly frame: Frame | undefined;
  readonly error: CallError | undefined;
}

/** Draws what `order` asks for, again whenever it asks for something else. Call it while the component starts. */
export function frames<O>(order: () => O | undefined, draw: (order: O) => Promise<Frame>): Frames {
  let frame = $state.raw<Frame>();
  let error = $state.raw<CallError>();
  let wanted: O | undefined;
  let isAsking = false;
  let isGone = false;

  async function drawAll(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    while (wanted && !isGone) {
      const asked = wanted;
      wanted = undefined;
      try {
        const answer = await draw(asked);
        if (!isGone) (frame = answer), (error = undefined);
      } catch (thrown) {
        if (!isGone) error = asCallError(thrown);
      }
    }
    isAsking = false;
  }

  $effect(() => {
    wanted = order();
    if (wanted) void drawAll();
  });
  $effect(() => () => {
    isGone = true;
  });

  return {
    get frame() {
      return frame;
    },
    get error() {
      return error;
    },
  };
}
