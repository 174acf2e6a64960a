// Checking a sheet while it is typed: asked after each pause, and only the newest answer counts.
import { asCallError, call, type CallError } from '../call';
import type { NewPrescription, SheetCheck } from '../generated/commands';

const PAUSE_MS = 200;

export interface LiveCheck {
  readonly answer: SheetCheck | undefined;
  /** What was typed since is not checked yet. */
  readonly isBehind: boolean;
  readonly error: CallError | undefined;
  again(): void;
}

/** Checks what `sheet` says, for the life of the component. Undefined: nothing to check. */
export function liveCheck(sheet: () => NewPrescription, onanswer: (answer: SheetCheck) => void): LiveCheck {
  let answer = $state.raw<SheetCheck>();
  let error = $state.raw<CallError>();
  let checked = $state('');
  let round = $state(0);
  let newest = 0;
  const asked = $derived(JSON.stringify(sheet()));

  $effect(() => {
    void round;
    const text = asked;
    const mine = ++newest;
    const pause = setTimeout(async () => {
      const input = JSON.parse(text) as NewPrescription;
      try {
        const found = input.items.length > 0 ? await call('check_prescription', input) : undefined;
        if (mine !== newest) return;
        // Before it is drawn: whoever listens may keep things where they are.
        if (found) onanswer(found);
        answer = found;
        error = undefined;
        checked = text;
      } catch (thrown) {
        if (mine !== newest) return;
        error = asCallError(thrown);
      }
    }, PAUSE_MS);
    return () => clearTimeout(pause);
  });
  $effect(() => () => void newest++);

  return {
    get answer() {
      return answer;
    },
    get isBehind() {
      return checked !== asked;
    },
    get error() {
      return error;
    },
    again: () => void round++,
  };
}
