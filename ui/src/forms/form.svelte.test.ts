// Facts about forms: what is wrong is said beside its field, and what was typed stays.
// @vitest-environment happy-dom
import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CallError } from '../call';
import { createForm, type FormOptions, type FormState } from './form.svelte';

interface Values {
  name: string;
  phone: string | null;
  rate: number | null;
  lines: { drug: string; count: number }[];
}
const initial = (): Values => ({ name: '', phone: null, rate: null, lines: [{ drug: 'Amoxicillin', count: 1 }] });

let end: () => void = () => undefined;
afterEach(() => end());

/** A form as a component would make it. */
function make(options: Partial<FormOptions<Values, unknown>> = {}): FormState<Values> {
  let form!: FormState<Values>;
  end = $effect.root(() => {
    form = createForm<Values, unknown>({ initial: initial(), save: async () => undefined, ...options });
  });
  flushSync();
  return form;
}

describe('saving', () => {
  test('sends what was typed and leaves the form clean', async () => {
    const save = vi.fn(async (values: Values) => values.name);
    const saved = vi.fn();
    const form = make({ save, saved });
    form.at('name').value = 'Amina';
    form.at('lines', 0, 'count').value = 3;
    expect(form.isDirty).toBe(true);
    expect(await form.submit()).toBe(true);
    expect(save).toHaveBeenCalledWith({ ...initial(), name: 'Amina', lines: [{ drug: 'Amoxicillin', count: 3 }] });
    expect(saved).toHaveBeenCalledWith('Amina', expect.anything());
    expect(form.isDirty).toBe(false);
  });

  test('asks for what is missing, all at once, before anything is sent', async () => {
    const save = vi.fn();
    const form = make({ save, check: () => ({ phone: 'Nine digits, please.' }) });
    form.at('name').needed = 'Name';
    form.at('phone');
    expect(await form.submit()).toBe(false);
    expect(form.at('name').error).toBe('Name is missing.');
    expect(form.at('phone').error).toBe('Nine digits, please.');
    expect(form.errorCount).toBe(2);
    expect(save).not.toHaveBeenCalled();
  });

  test('is blocked by what a field cannot read', async () => {
    const form = make();
    form.at('rate').trouble = 'Write a number.';
    expect(form.isDirty, 'unreadable text was typed all the same').toBe(true);
    expect(await form.submit()).toBe(false);
    expect(form.at('rate').error).toBe('Write a number.');
  });

  test('is not blocked by a warning', async () => {
    const form = make({ warn: ({ rate }) => (rate && rate > 200 ? { rate: 'Unlikely.' } : {}) });
    form.at('rate').value = 250;
    expect(form.at('rate').warning).toBe('Unlikely.');
    expect(await form.submit()).toBe(true);
  });

  test('happens once, however often it is asked for', async () => {
    let finish!: () => void;
    const save = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    const form = make({ save });
    const first = form.submit();
    expect(await form.submit(), 'the second press').toBe(false);
    finish();
    expect(await first).toBe(true);
    expect(save).toHaveBeenCalledTimes(1);
  });
});

describe('a refusal by the clinic', () => {
  const refusing = (error: CallError) => make({ save: () => Promise.reject(error) });

  test('lands beside the field it names, and what was typed stays', async () => {
    const form = refusing(new CallError('taken', 'This number is taken.', 'phone'));
    form.at('phone').value = '079';
    expect(await form.submit()).toBe(false);
    expect(form.at('phone').error).toBe('This number is taken.');
    expect(form.failure).toBeUndefined();
    expect(form.at('phone').value).toBe('079');
  });

  test('finds a field inside a list', async () => {
    const form = refusing(new CallError('unknown', 'No such drug.', 'lines[0].drug'));
    form.at('lines', 0, 'drug');
    await form.submit();
    expect(form.at('lines', 0, 'drug').error).toBe('No such drug.');
  });

  test('of a field that is not on this form is told at its end', async () => {
    const form = refusing(new CallError('odd', 'No such site.', 'site_id'));
    await form.submit();
    expect(form.failure?.message).toBe('No such site.');
  });

  test('goes away when the field is changed', async () => {
    const form = refusing(new CallError('taken', 'This number is taken.', 'phone'));
    form.at('phone').value = '079';
    await form.submit();
    form.at('phone').value = '0791';
    expect(form.at('phone').error).toBeUndefined();
  });

  test('without a code is a failure too', async () => {
    const form = make({ save: () => Promise.reject(new Error('bridge is down')) });
    await form.submit();
    expect(form.failure).toMatchObject({ code: 'internal', message: 'bridge is down' });
  });
});

test('a form is clean again when what was typed is taken back', () => {
  const form = make();
  form.at('name').value = 'A';
  form.at('name').value = '';
  expect(form.isDirty).toBe(false);
});

test('an emptied field is null where the value may be missing', () => {
  const form = make();
  expect(form.at('name').empty).toBe('');
  expect(form.at('phone').empty).toBeNull();
});

describe('a draft', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const store = (found: { values: Values; at: number } | null = null) => ({
    load: vi.fn(async () => found),
    save: vi.fn(async () => undefined),
    clear: vi.fn(async () => undefined),
  });

  test('is written half a second after the last key', async () => {
    const draft = store();
    const form = make({ draft });
    form.at('name').value = 'A';
    flushSync();
    await vi.advanceTimersByTimeAsync(400);
    form.at('name').value = 'Am';
    flushSync();
    await vi.advanceTimersByTimeAsync(400);
    expect(draft.save).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(200);
    expect(draft.save).toHaveBeenCalledExactlyOnceWith({ ...initial(), name: 'Am' });
  });

  test('is written at once when the form goes away', () => {
    const draft = store();
    const form = make({ draft });
    form.at('name').value = 'A';
    flushSync();
    end();
    expect(draft.save).toHaveBeenCalledOnce();
  });

  test('comes back, and counts as not saved yet', async () => {
    const form = make({ draft: store({ values: { ...initial(), name: 'Amina' }, at: 5 }) });
    await vi.advanceTimersByTimeAsync(0);
    expect(form.values.name).toBe('Amina');
    expect(form.draftFrom).toBe(5);
    expect(form.isDirty).toBe(true);
  });

  test('does not come back over what was typed meanwhile', async () => {
    const form = make({ draft: store({ values: { ...initial(), name: 'Amina' }, at: 5 }) });
    form.at('name').value = 'Nour';
    await vi.advanceTimersByTimeAsync(0);
    expect(form.values.name).toBe('Nour');
  });

  test('is forgotten when the form is saved', async () => {
    const draft = store({ values: { ...initial(), name: 'Amina' }, at: 5 });
    const form = make({ draft });
    await vi.advanceTimersByTimeAsync(0);
    await form.submit();
    expect(draft.clear).toHaveBeenCalledOnce();
  });
});
