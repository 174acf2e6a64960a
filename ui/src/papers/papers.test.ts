// Facts about what is said of papers, and which printers and logos are taken.
import { expect, test } from 'vitest';
import { CallError } from '../call';
import { isOutletTrouble, sayHanded } from './hand';
import { pictureKind } from './logo';
import { isGone, OWN, printerOptions } from './printers';

const handed = { issue_id: '1', is_copy: false, name: 'receipt-1.pdf', pages: 1, path: null, printer: 'Brother QL' };
const printers = { printers: [{ name: 'HP', is_default: true }, { name: 'Epson', is_default: false }], problem: null };

test('a printed paper names its printer, and that it is a copy', () => {
  expect(sayHanded('print', 'receipt', handed)).toBe('Receipt: printed on Brother QL.');
  expect(sayHanded('print', 'receipt', { ...handed, is_copy: true })).toContain('COPY');
});

test('a saved paper says where it is', () => {
  expect(sayHanded('save', 'receipt', { ...handed, path: '/home/a/receipt.pdf' })).toContain('/home/a/receipt.pdf');
});

test('without a printer the paper can be had otherwise; without the right to it, it cannot', () => {
  expect(isOutletTrouble(new CallError('no_printer', ''))).toBe(true);
  expect(isOutletTrouble(new CallError('no_viewer', ''))).toBe(true);
  expect(isOutletTrouble(new CallError('not_allowed', ''))).toBe(false);
  expect(isOutletTrouble(new CallError('paper_failed', ''))).toBe(false);
});

test('a printer that is gone stays in view where it was chosen', () => {
  expect(printerOptions(printers, null).map(({ value }) => value)).toEqual([OWN, 'HP', 'Epson']);
  expect(printerOptions(printers, 'Kyocera').at(-1)?.value).toBe('Kyocera');
  expect(isGone(printers, 'Kyocera')).toBe(true);
  expect(isGone(printers, 'HP')).toBe(false);
});

test('a picture is known by its bytes, not by its name', () => {
  expect(pictureKind(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))).toBe('png');
  expect(pictureKind(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).toBe('jpeg');
  expect(pictureKind(new TextEncoder().encode('Dear all'))).toBeUndefined();
});
