// What a patient was prescribed, in the order in which it matters: current, on hold, past.
import type { ItemView, PrescriptionView } from '../generated/commands';

export interface Row {
  sheet: PrescriptionView;
  view: ItemView;
}

export interface Groups {
  current: Row[];
  held: Row[];
  past: Row[];
}

/** Each group the latest first. What was all handed out is taken until its course is over; what was entered in error is past. */
export function groupItems(sheets: readonly PrescriptionView[]): Groups {
  const groups: Groups = { current: [], held: [], past: [] };
  for (const sheet of [...sheets].sort((a, b) => b.prescription.written_at - a.prescription.written_at)) {
    for (const view of sheet.items) {
      const { entered_in_error, status } = view.item;
      const isLive = !entered_in_error && !sheet.prescription.entered_in_error;
      const group = !isLive ? 'past' : status === 'on_hold' ? 'held' : view.is_current ? 'current' : 'past';
      groups[group].push({ sheet, view });
    }
  }
  return groups;
}
