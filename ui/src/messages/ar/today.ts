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
  register: 'تسجيل مريض',
  findPatient: 'البحث عن مريض',
  forms: {
    vitals: 'العلامات الحيوية',
    allergy: 'حساسية',
    condition: 'حالة مرضية',
    stroke: 'تقييم السكتة الدماغية',
    flags: 'إعدادات الملف',
    note: 'ملاحظة زيارة',
    prescription: 'وصفة',
    amendment: 'استدراك',
    patient: 'بيانات المريض',
    register: 'تسجيل مريض',
    threshold: 'الحدود',
    other: 'نموذج',
  },
};
