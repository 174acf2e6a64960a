// Facts about the lines of an invoice while it is written.
import { describe, expect, test } from 'vitest';
import type { ChargeView, InvoiceView, LineView } from '../generated/commands';
import { fieldHere, formOfLine, isPriceable, lineOfView, linesOffered, listedLine, readDiscount, typedLine, withDraft, type LineValues } from './lines';

const line = (changed: Partial<LineValues> = {}): LineValues => ({ ...typedLine('Consultation', 16), unit_price_minor: 50000, ...changed });
const sums = { gross_minor: 50000, discount_minor: 0, tax_minor: 0, total_minor: 50000 };
const view = (changed: Partial<LineView>): LineView => ({
  ...{ id: 'l1', description: 'Consultation', quantity: 1, unit_price_minor: 50000, tax_basis_points: 1600 },
  ...{ is_covered: true, credited_minor: 0, source: 'manual', sums },
  ...changed,
});
const draft = (lines: LineView[]) => ({ lines, currency: 'KES' }) as InvoiceView;

describe('a discount', () => {
  test.each([
    ['10%', { share: 1000 }],
    ['12.5 %', { share: 1250 }],
    ['١٠٪', { share: 1000 }],
    ['0.29', { minor: 29 }],
    ['100', { minor: 10000 }],
    ['', { minor: 0 }],
    ['101 %', { trouble: 'over_whole' }],
    ['-5 %', { trouble: 'unreadable' }],
    ['half', { trouble: 'unreadable' }],
  ])('"%s" is read as it is meant', (text, expected) => expect(readDiscount(text, 'KES')).toEqual(expected));

  test('shows what was saved in the way in which it was typed', () => {
    expect(lineOfView(view({ discount_basis_points: 1250 }), 'KES').discount).toBe('12.5 %');
    expect(lineOfView(view({ sums: { ...sums, discount_minor: 5050 } }), 'KES').discount).toBe('50.50');
    expect(lineOfView(view({}), 'KES').discount).toBe('');
  });
});

describe('a line', () => {
  test('is sent in the smallest unit and hundredths of a per cent', () => {
    expect(formOfLine(line({ discount: '12.5 %', tax_percent: 8.25 }), 'KES')).toMatchObject({
      discount_basis_points: 1250,
      discount_minor: 0,
      tax_basis_points: 825,
      unit_price_minor: 50000,
    });
  });

  test('that is on the draft is known by its place there alone', () => {
    const form = formOfLine(line({ id: 'l1', charge_item_id: 'c1', item_id: 's1' }), 'KES');
    expect(form).toMatchObject({ id: 'l1', charge_item_id: null, item_id: null });
  });

  test('is not priced while part of it is missing', () => {
    expect(isPriceable(line(), 'KES')).toBe(true);
    expect(isPriceable(line({ quantity: 0 }), 'KES')).toBe(false);
    expect(isPriceable(line({ unit_price_minor: null }), 'KES')).toBe(false);
    expect(isPriceable(line({ discount: '200 %' }), 'KES')).toBe(false);
    expect(isPriceable(line({ tax_percent: 101 }), 'KES')).toBe(false);
  });

  test('of the price list has the list’s price, even where it has none', () => {
    const listed = { id: 's1', name: 'X-ray', price_minor: null, tax_basis_points: 1600, source: 'service' as const };
    expect(listedLine(listed)).toMatchObject({ item_id: 's1', unit_price_minor: null, tax_percent: 16 });
  });
});

test('a field that the clinic refuses is found among lines that were left out', () => {
  const lines = [line({ is_chosen: false }), line({ is_gone: true }), line(), line()];
  expect(fieldHere('lines.0.quantity', lines)).toBe('lines.2.quantity');
  expect(fieldHere('lines[1].discount_minor', lines)).toBe('lines.3.discount');
  expect(fieldHere('due_on', lines)).toBe('due_on');
});

describe('what waits', () => {
  const waiting = (id: string, at: number, draft_id: string | null = null) =>
    ({ at, draft_id, charge: { id, description: id, quantity: 1, unit_price_minor: 1, tax_basis_points: 0 } }) as ChargeView;
  const chosen = (charges: ChargeView[], draft?: string) =>
    linesOffered(charges, draft).map(({ charge_item_id, is_chosen }) => `${charge_item_id} ${is_chosen}`);

  test('is all chosen on a new invoice', () => {
    expect(chosen([waiting('a', 1), waiting('b', 2)])).toEqual(['a true', 'b true']);
  });

  test('and was left out of the draft stays left out; what came later is chosen', () => {
    const charges = [waiting('a', 1), waiting('b', 2, 'd'), waiting('c', 3)];
    expect(chosen(charges, 'd')).toEqual(['a false', 'c true']);
  });

  test('on another draft is not offered twice', () => {
    expect(chosen([waiting('a', 1, 'other'), waiting('b', 2)])).toEqual(['b true']);
  });
});

describe('after saving', () => {
  test('each line knows its place in the draft', () => {
    const lines = [line({ charge_item_id: 'c1' }), line({ is_chosen: false, charge_item_id: 'c2', id: 'old' }), line({ description: 'Plaster ' })];
    const saved = withDraft(lines, draft([view({ id: 'a', description: 'Plaster' }), view({ id: 'b', charge_item_id: 'c1' })]));
    expect(saved.map(({ id }) => id)).toEqual(['b', null, 'a']);
  });

  test('two lines of the same words stay two', () => {
    const saved = withDraft([line(), line({ id: 'b' })], draft([view({ id: 'b' }), view({ id: 'a' })]));
    expect(saved.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  test('what somebody else added meanwhile is shown', () => {
    const saved = withDraft([line({ id: 'a' })], draft([view({ id: 'a' }), view({ id: 'z', description: 'Dressing' })]));
    expect(saved.map(({ description }) => description)).toEqual(['Consultation', 'Dressing']);
  });

  test('a price that changed meanwhile is told', () => {
    const saved = withDraft([line({ id: 'a' })], draft([view({ id: 'a', price_now_minor: 60000 })]));
    expect(saved[0]?.price_now_minor).toBe(60000);
  });
});
