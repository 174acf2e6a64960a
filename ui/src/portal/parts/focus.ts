// After a refusal the first field that is wrong has the focus: what is wrong is read aloud with it.
import { tick } from 'svelte';

export async function focusWrong(form: HTMLFormElement | undefined): Promise<void> {
  await tick();
  const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]') ?? form?.querySelector<HTMLElement>('[role="alert"]');
  wrong?.focus();
}
