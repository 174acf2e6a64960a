// Entries of the timeline in one line each.
import { stateWord } from '../appointments/states';
import type { AppointmentStatus, StoredVitals, TimelineEntry, TimelineLine } from '../generated/commands';
import { sayAmount } from '../prescriptions/words';
import { site } from '../site.svelte';
import { sayReading, type MeasuredField } from '../units';
import { sayPressure } from '../vitals/words';
import { isolate } from '../words/bidi';
import { money, number } from '../words/numbers';
import { t } from '../words/t.svelte';

const READ: readonly MeasuredField[] = ['temperature_c', 'heart_rate_bpm', 'respiratory_rate_bpm', 'spo2_percent', 'glucose_mg_dl', 'weight_kg', 'height_cm'];

/** A set of vitals in one line: "BP 120/80 mmHg · Temp. 37.2 °C · Pulse 80 /min". */
export function sayReadings(set: StoredVitals): string {
  const pressure = sayPressure(set.systolic_mmhg, set.diastolic_mmhg);
  const parts = READ.flatMap((field) => {
    const value = (set as unknown as Record<string, unknown>)[field];
    return typeof value === 'number' ? [`${t.vitals.short[field]} ${isolate(sayReading(field, value))}`] : [];
  });
  const others = [
    set.is_on_oxygen ? t.vitals.onOxygen : '',
    set.consciousness && set.consciousness !== 'alert' ? t.vitals.consciousness[set.consciousness] : '',
  ];
  return [pressure ? `${t.vitals.pressureShort} ${pressure}` : '', ...parts, ...others].filter(Boolean).join(' · ');
}

const words = (...parts: (string | null | undefined | false)[]) => parts.filter(Boolean).join(' · ');

/** What a line says of its entry, beside its kind. */
export function sayLine(line: TimelineLine): string {
  switch (line.about) {
    case 'encounter':
      return words(
        t.encounters.kinds[line.kind],
        line.diagnoses.map(isolate).join(', '),
        line.complaint && isolate(line.complaint),
        line.status === 'in_progress' && t.timeline.notSigned,
        line.amendments > 0 && t.timeline.amended(line.amendments),
      );
    case 'vitals':
      return sayReadings(line.vitals);
    case 'prescription':
      return words(
        isolate(line.number),
        line.drugs
          .map(({ name, status }) => isolate(name) + (status === 'active' || status === 'completed' ? '' : ` (${t.prescriptions.statuses[status]})`))
          .join(', '),
      );
    case 'dispense':
      return words(isolate(line.drug_name), sayAmount(line.quantity, line.unit));
    case 'stroke_assessment':
      return words(
        line.had_stroke ? t.timeline.stroke : t.timeline.noStroke,
        line.has_hypertension && t.stroke.hypertension,
        line.has_heart_disease && t.stroke.heartDisease,
        `${t.stroke.glucose} ${sayReading('avg_glucose_mg_dl', line.avg_glucose_mg_dl)}`,
        typeof line.bmi === 'number' && `${t.stroke.bmi} ${number(line.bmi, 1)}`,
      );
    case 'appointment':
      return words(
        stateWord(line.status as AppointmentStatus) ?? line.status,
        line.is_walk_in && t.timeline.walkIn,
        line.service_name && isolate(line.service_name),
        line.reason && isolate(line.reason),
      );
    case 'paper':
      return words(t.timeline.papers[line.paper] ?? line.paper, line.number && isolate(line.number), line.is_copy && t.timeline.copy);
    case 'invoice':
      return words(line.number && isolate(line.number), sayMoney(line.total_minor), t.timeline.invoiceStates[line.status] ?? line.status);
    case 'payment':
      return words(
        line.kind !== 'payment' && (t.timeline.paymentKinds[line.kind] ?? line.kind),
        sayMoney(line.amount_minor),
        t.timeline.methods[line.method] ?? line.method,
        line.number && isolate(line.number),
      );
  }
}

function sayMoney(minor: number): string {
  return isolate(money(minor, site.current?.currency ?? 'USD'));
}

/** Whether an entry wants attention, for its mark: an unsigned note. */
export function isOpen({ line }: TimelineEntry): boolean {
  return line.about === 'encounter' && line.status === 'in_progress';
}

