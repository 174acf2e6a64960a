// The first screen of the day, in Arabic.
import type { Messages } from '../en';
import { plural } from './plural';

export const today: Messages['today'] = {
  title: 'اليوم',
  openAlerts: 'تنبيهات مفتوحة',
  noAlerts: 'لا تنبيهات مفتوحة.',
  allAlerts: (count) =>
    plural(count, {
      zero: 'عرض التنبيهات',
      one: 'عرض التنبيه',
      two: 'عرض التنبيهين',
      few: 'عرض # تنبيهات',
      many: 'عرض # تنبيهًا',
      other: 'عرض # تنبيه',
    }),
  recent: 'آخر المرضى',
  noRecent: 'يظهر هنا المرضى الذين تفتح ملفاتهم.',
  drafts: 'لم يكتمل بعد',
  resume: 'متابعة',
  discardDraft: 'تجاهل',
  draftDiscarded: 'تم التجاهل',
  ownDay: 'يومك',
  late: 'متأخر',
  nobodyExpected: 'لا أحد متوقَّع بعدُ اليوم.',
  nobodyWaits: 'لا أحد ينتظر.',
  nobodyStarted: 'لا أحد في المعاينة.',
  nothingToday: 'لا مواعيد اليوم.',
  allExpected: (count) =>
    plural(count, { zero: 'عرض التقويم', one: 'عرض الموعد', two: 'عرض الموعدين', few: 'عرض # مواعيد في التقويم', many: 'عرض # موعدًا في التقويم', other: 'عرض # موعد في التقويم' }),
  allWaiting: (count) =>
    plural(count, { zero: 'عرض الدور', one: 'عرض الدور', two: 'عرض الاثنين في الدور', few: 'عرض # في الدور', many: 'عرض # في الدور', other: 'عرض # في الدور' }),
  waitForYou: (count) =>
    plural(count, { zero: 'لا أحد ينتظرك', one: 'مريض واحد ينتظرك', two: 'مريضان ينتظرانك', few: '# مرضى ينتظرونك', many: '# مريضًا ينتظرونك', other: '# مريض ينتظرونك' }),
  register: 'تسجيل مريض',
  findPatient: 'البحث عن مريض',
  forms: {
    vitals: 'العلامات الحيوية',
    note: 'ملاحظة زيارة',
    prescription: 'وصفة',
    amendment: 'استدراك',
    patient: 'تسجيل مريض',
    hours: 'ساعات الأسبوع',
    site: 'إعدادات العيادة',
    'billing-settings': 'إعدادات الفوترة',
    letterhead: 'ترويسة الأوراق',
    other: 'نموذج',
  },
};
