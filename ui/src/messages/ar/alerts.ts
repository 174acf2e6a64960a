// Alerts and the answers to them, in Arabic.
import { number } from '../../words/numbers';
import type { Messages } from '../en';
import { plural } from './plural';

export const alerts: Messages['alerts'] = {
  title: 'التنبيهات',
  count: (count) =>
    plural(count, {
      zero: 'لا تنبيهات',
      one: 'تنبيه واحد',
      two: 'تنبيهان',
      few: '# تنبيهات',
      many: '# تنبيهًا',
      other: '# تنبيه',
    }),
  none: 'لا تنبيهات مفتوحة',
  noneText: 'كل قراءة تتجاوز حدًّا تظهر هنا حتى يتولاها أحد.',
  noneFit: 'لا تنبيه مطابق',
  severity: 'الشدة',
  patient: 'المريض',
  reading: 'القراءة',
  limit: 'الحد',
  when: 'الوقت',
  state: 'الحالة',
  metric: 'القياس',
  allStates: 'كل الحالات',
  allSeverities: 'كل الدرجات',
  allMetrics: 'كل القياسات',
  states: { open: 'مفتوح', snoozed: 'مؤجل', acknowledged: 'تم تأكيده' },
  above: (limit) => `${limit} أو أكثر`,
  below: (limit) => `${limit} أو أقل`,
  readings: (count, since) =>
    plural(count, {
      zero: 'لا قراءات',
      one: 'قراءة واحدة',
      two: `قراءتان منذ ${since}`,
      few: `# قراءات منذ ${since}`,
      many: `# قراءة منذ ${since}`,
      other: `# قراءة منذ ${since}`,
    }),
  escalated: 'أُعيد رفعه',
  escalatedText: 'لم يُجب أحد في الوقت المحدد، فأُعيد رفعه.',
  snoozedUntil: (when) => `مؤجل حتى ${when}`,
  acknowledgedBy: (name, when) => `أكّده ${name}، ${when}`,
  somebody: 'أحدهم',
  answer: 'الرد على التنبيه',
  note: 'ما يجري عمله',
  noteHint: 'يقرؤه من يفتح الملف بعدك.',
  acknowledge: 'تأكيد',
  acknowledged: (count) =>
    plural(count, {
      zero: 'لا تنبيهات للتأكيد',
      one: 'تم تأكيد التنبيه',
      two: 'تم تأكيد تنبيهين',
      few: 'تم تأكيد # تنبيهات',
      many: 'تم تأكيد # تنبيهًا',
      other: 'تم تأكيد # تنبيه',
    }),
  snooze: 'تأجيل لمدة',
  snoozed: (when) => `مؤجل حتى ${when}`,
  minutes: (count) => `${number(count)} د`,
  hours: (count) => `${number(count)} س`,
  tellThem: 'أبلغ ممرضًا أو طبيبًا فورًا.',
  isTold: 'تم إبلاغهم',
  openChart: 'فتح الملف',
  open: 'فتح',
};
