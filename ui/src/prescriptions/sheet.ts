// A sheet while it is written: its drugs as they are typed, and what is sent to be checked and signed.
import type { DoseUnit, DrugForm, DrugView, Food, Frequency, NewItem, NewPrescription, Route } from '../generated/commands';

export const DURATION_UNITS = ['days', 'weeks', 'months'] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number];
/** A month of treatment, as everywhere that packs are reckoned. */
const DAYS: Record<DurationUnit, number> = { days: 1, weeks: 7, months: 30 };

export const FOODS = ['before', 'with', 'after', 'empty_stomach'] as const satisfies readonly Food[];

export type SheetLanguage = 'en' | 'ar';

export interface ItemValues {
  /** None for a drug that is not in the formulary. */
  drug_id: string | null;
  drug_name: string;
  strength: string;
  /** The name and strength to show. */
  label: string;
  form: DrugForm | null;
  /** What doses can be counted in; empty where anything can be meant. */
  units: DoseUnit[];
  routes: Route[];
  dose: number | null;
  dose_unit: DoseUnit | null;
  route: Route | null;
  frequency: Frequency | null;
  is_as_needed: boolean;
  as_needed_for: string;
  food: Food | null;
  duration: number | null;
  duration_unit: DurationUnit;
  quantity: number | null;
  /** Not what was computed. */
  isQuantityTyped: boolean;
  instructions: string;
  renews_item_id: string | null;
}

export interface SheetValues {
  /** By a key of their own: a drug that is taken out must not shift what belongs to the others. */
  items: Record<string, ItemValues>;
  order: string[];
  /** Why a serious finding is passed over, by drug and finding. */
  overrides: Record<string, string>;
  /** What was answered about allergies, where nobody had asked; older drafts have none. */
  allergies?: 'none' | 'not_now' | null;
  language: SheetLanguage;
  note: string;
  /** The field in which drugs are looked for. */
  find: string;
}

export function emptySheet(language: SheetLanguage): SheetValues {
  return { items: {}, order: [], overrides: {}, allergies: null, language, note: '', find: '' };
}

const BLANK: ItemValues = {
  drug_id: null,
  drug_name: '',
  strength: '',
  label: '',
  form: null,
  units: [],
  routes: [],
  dose: null,
  dose_unit: null,
  route: null,
  frequency: null,
  is_as_needed: false,
  as_needed_for: '',
  food: null,
  duration: null,
  duration_unit: 'days',
  quantity: null,
  isQuantityTyped: false,
  instructions: '',
  renews_item_id: null,
};

/** A drug that was chosen: its usual unit and route, and everything else still to say. */
export function itemOfDrug(view: DrugView): ItemValues {
  const { drug, label, routes } = view;
  const units = [drug.unit, ...(drug.strength_unit && drug.strength_unit !== drug.unit ? [drug.strength_unit] : [])];
  return {
    ...BLANK,
    drug_id: drug.id,
    drug_name: drug.name,
    strength: drug.strength,
    label,
    form: drug.form,
    units,
    routes: [...routes],
    dose_unit: drug.unit,
    route: routes[0] ?? null,
  };
}

/** A drug that the formulary does not have. */
export function itemOfText(name: string): ItemValues {
  return { ...BLANK, drug_name: name, label: name };
}

/** A filled-in item: a favourite, or one that is renewed. */
export function itemFrom(item: NewItem, drug: DrugView | undefined): ItemValues {
  const base = drug ? itemOfDrug(drug) : itemOfText(item.drug_name ?? '');
  return {
    ...base,
    strength: drug ? base.strength : (item.strength ?? ''),
    label: drug ? base.label : [item.drug_name, item.strength].filter(Boolean).join(' '),
    dose: item.dose ?? null,
    dose_unit: item.dose_unit ?? base.dose_unit,
    route: item.route ?? base.route,
    frequency: item.frequency ?? null,
    is_as_needed: item.is_as_needed ?? false,
    as_needed_for: item.as_needed_for ?? '',
    food: item.food ?? null,
    ...durationOf(item.duration_days ?? null),
    quantity: item.quantity ?? null,
    isQuantityTyped: typeof item.quantity === 'number',
    instructions: item.instructions ?? '',
    renews_item_id: item.renews_item_id ?? null,
  };
}

/** The same order for another strength or form: what only the old one had is said anew. */
export function withProduct(item: ItemValues, drug: DrugView): ItemValues {
  const next = itemOfDrug(drug);
  const isSameUnit = item.dose_unit !== null && next.units.includes(item.dose_unit);
  return {
    ...item,
    drug_id: next.drug_id,
    drug_name: next.drug_name,
    strength: next.strength,
    label: next.label,
    form: next.form,
    units: next.units,
    routes: next.routes,
    dose: isSameUnit ? item.dose : null,
    dose_unit: isSameUnit ? item.dose_unit : next.dose_unit,
    route: item.route && next.routes.includes(item.route) ? item.route : next.route,
    quantity: null,
    isQuantityTyped: false,
  };
}

export function daysOf({ duration, duration_unit }: Pick<ItemValues, 'duration' | 'duration_unit'>): number | null {
  return duration === null ? null : duration * DAYS[duration_unit];
}

/** "14" is 2 weeks, "90" is 3 months, "10" is 10 days: as they would have been said. */
export function durationOf(days: number | null): Pick<ItemValues, 'duration' | 'duration_unit'> {
  if (days === null) return { duration: null, duration_unit: 'days' };
  if (days % 30 === 0) return { duration: days / 30, duration_unit: 'months' };
  if (days % 7 === 0 && days > 7) return { duration: days / 7, duration_unit: 'weeks' };
  return { duration: days, duration_unit: 'days' };
}

/** Where the reason for passing over a finding of a drug is typed. */
export function overrideKey(item: string, finding: string): string {
  return `${item}|${finding}`;
}

export function newItemOf(key: string, item: ItemValues, overrides: SheetValues['overrides']): NewItem {
  const of = overrideKey(key, '');
  const reasons = Object.entries(overrides).filter(([at, reason]) => at.startsWith(of) && reason?.trim());
  return {
    drug_id: item.drug_id,
    drug_name: item.drug_id ? null : item.drug_name,
    strength: item.drug_id ? null : item.strength.trim() || null,
    dose: item.dose,
    dose_unit: item.dose_unit,
    route: item.route,
    frequency: item.frequency,
    is_as_needed: item.is_as_needed,
    as_needed_for: item.is_as_needed ? item.as_needed_for.trim() || null : null,
    food: item.food,
    duration_days: daysOf(item),
    quantity: item.isQuantityTyped ? item.quantity : null,
    instructions: item.instructions.trim() || null,
    renews_item_id: item.renews_item_id,
    overrides: reasons.map(([at, reason]) => ({ finding: at.slice(of.length), reason: reason.trim() })),
  };
}

/** What is sent, in the order of the sheet. */
export function sheetOf(values: SheetValues, patient: string, encounter: string | null): NewPrescription {
  return {
    patient_id: patient,
    encounter_id: encounter,
    language: values.language,
    note: values.note.trim() || null,
    items: values.order.flatMap((key) => {
      const item = values.items[key];
      return item ? [newItemOf(key, item, values.overrides)] : [];
    }),
  };
}

/** What the form calls a field of an item. */
export function formField(name: string): string {
  return name === 'duration_days' ? 'duration' : name;
}

/** A field of the sheet that was refused (`items.1.duration_days`), as the form names it. */
export function fieldAt(field: string | undefined, order: readonly string[]): string | undefined {
  return field?.replace(/^items\.(\d+)(?:\.(\w+))?/, (all, at: string, name?: string) => {
    const key = order[Number(at)];
    if (key === undefined) return all;
    return name === undefined ? `items.${key}` : `items.${key}.${formField(name)}`;
  });
}
