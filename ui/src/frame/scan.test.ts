// @vitest-environment happy-dom
// A barcode scanner among people who type.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addScanTaker, isSameNumber, isWellFormed, listenForScans } from './scan';

const MRN = 'KDRA-000123-';
const number = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((check) => MRN + check).find(isWellFormed)!;

let clock = 0;
let shortcuts: string[] = [];
let scanned: string[] = [];
let stop: (() => void)[] = [];
const onkey = (event: Event) => void shortcuts.push((event as KeyboardEvent).key);

function press(keys: string, apart: number, target: HTMLElement = document.body): void {
  for (const key of keys) {
    clock += apart;
    vi.advanceTimersByTime(apart);
    const event = new KeyboardEvent('keydown', { key: key === '\n' ? 'Enter' : key, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'timeStamp', { value: clock });
    const goesOn = target.dispatchEvent(event);
    if (goesOn && target instanceof HTMLInputElement && key.length === 1 && key !== '\n') target.value += key;
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  [clock, shortcuts, scanned] = [0, [], []];
  document.body.innerHTML = '<input id="field" value="Ami" /><div role="search"><input id="search" /></div>';
  stop = [listenForScans(window), addScanTaker((mrn) => scanned.push(mrn))];
  window.addEventListener('keydown', onkey);
});
afterEach(() => {
  for (const end of stop) end();
  window.removeEventListener('keydown', onkey);
  vi.useRealTimers();
});
const field = (id: string) => document.getElementById(id) as HTMLInputElement;

describe('a number', () => {
  test('is well formed with its own check character only', () => {
    expect(isWellFormed(number)).toBe(true);
    expect(isWellFormed(number.toLowerCase().replaceAll('-', ' '))).toBe(true);
    expect(isWellFormed(number.replace('3', '4'))).toBe(false);
    expect(isWellFormed('')).toBe(false);
    expect(isWellFormed('A12425GABC1234002M'), 'the worked example of the Global Release Identifier').toBe(true);
  });
  test('is the same however it is written', () => expect(isSameNumber(number, number.toLowerCase().replaceAll('-', ''))).toBe(true));
});

describe('a scan', () => {
  test('opens the patient, and presses no shortcut', () => {
    press(`${number}\n`, 5);
    vi.advanceTimersByTime(100);
    expect(scanned).toEqual([number]);
    expect(shortcuts).toEqual([]);
  });
  test('in a field takes back what it wrote there', () => {
    press(`${number}\n`, 5, field('field'));
    expect(scanned).toEqual([number]);
    expect(field('field').value).toBe('Ami');
  });
  test('in the search field is left to it', () => {
    press(`${number}\n`, 5, field('search'));
    expect(scanned).toEqual([]);
    expect(shortcuts.at(-1)).toBe('Enter');
  });
  test('goes to whoever asked last', () => {
    const chosen: string[] = [];
    const end = addScanTaker((mrn) => chosen.push(mrn));
    press(`${number}\n`, 5);
    end();
    press(`${number}\n`, 5);
    expect([chosen, scanned]).toEqual([[number], [number]]);
  });
  test('that was misread presses no shortcut either, and can be answered', () => {
    press(`${number.replace('3', '4')}\n`, 5);
    vi.advanceTimersByTime(100);
    expect(shortcuts).toEqual([]);
    expect(scanned.map(isWellFormed)).toEqual([false]);
  });
  test('of something else into a field stays there', () => {
    press('5901234123457\n', 5, field('field'));
    expect(scanned).toEqual([]);
    expect(field('field').value).toBe('Ami5901234123457');
  });
});

describe('a hand', () => {
  test('that types a number into a field keeps it', () => {
    press(`${number}\n`, 120, field('field'));
    expect(scanned).toEqual([]);
    expect(field('field').value).toBe(`Ami${number}`);
  });
  test('that presses shortcuts is heard, in order', () => {
    press('gp', 20);
    vi.advanceTimersByTime(100);
    press('n', 300);
    vi.advanceTimersByTime(100);
    expect(shortcuts).toEqual(['g', 'p', 'n']);
  });
  test('that presses a key and Enter at once is heard too', () => {
    press('n\n', 10);
    expect(shortcuts).toEqual(['n', 'Enter']);
  });
});
