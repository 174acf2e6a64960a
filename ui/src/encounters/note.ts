// The note of an encounter: what is typed, what is sent, and what is to be read where it was amended.
import type { AmendmentView, EncounterKind, EncounterNote, EncounterView, NoteSection, StoredEncounter } from '../generated/commands';

/** In the order in which a visit goes. */
export const SECTIONS = ['complaint', 'history', 'examination', 'assessment', 'plan'] as const satisfies readonly NoteSection[];

export const KINDS = [
  'consultation',
  'follow_up',
  'triage',
  'procedure',
  'emergency',
  'phone',
  'home_visit',
] as const satisfies readonly EncounterKind[];

export type NoteValues = Record<NoteSection, string> & { kind: EncounterKind };

/** What the form shows of an encounter; nothing yet of one that is not kept. */
export function valuesOf(encounter: StoredEncounter | undefined, kind: EncounterKind): NoteValues {
  const text = Object.fromEntries(SECTIONS.map((section) => [section, encounter?.[section] ?? '']));
  return { ...(text as Record<NoteSection, string>), kind: encounter?.kind ?? kind };
}

/** What is sent: an empty section is none. */
export function noteOf(values: NoteValues): EncounterNote {
  return Object.fromEntries(SECTIONS.map((section) => [section, values[section].trim() || null]));
}

export interface ReadSection {
  section: NoteSection;
  /** As it was signed. */
  text: string;
  /** What is to be read instead, the oldest first. */
  amendments: readonly AmendmentView[];
}

/** The sections in which something stands. */
export function sectionsOf({ encounter, amendments }: EncounterView): ReadSection[] {
  return SECTIONS.map((section) => ({
    section,
    text: encounter[section] ?? '',
    amendments: amendments.filter(({ amendment }) => amendment.section === section && !amendment.entered_in_error),
  })).filter(({ text, amendments: added }) => text !== '' || added.length > 0);
}

/** What is to be read in a section now: the latest amendment, else what was signed. */
export function nowIn(view: EncounterView, section: NoteSection): string {
  const found = sectionsOf(view).find((one) => one.section === section);
  return found?.amendments.at(-1)?.amendment.text ?? found?.text ?? '';
}
