// Conditions in Arabic.
import type { Messages } from '../en';

export const conditions: Messages['conditions'] = {
  title: 'الأمراض',
  add: 'مرض جديد',
  record: 'تسجيل المرض',
  save: 'حفظ المرض',
  recorded: 'سُجّل المرض',
  saved: 'حُفظ المرض',
  edit: 'تعديل المرض',
  name: 'المرض',
  nameHint: 'بالاسم أو رمز ICD-10؛ وغير ذلك يُحفظ كما كُتب',
  asTyped: 'كما كُتب',
  onset_on: 'منذ',
  since: (when) => `منذ ${when}`,
  status: 'الحالة',
  statuses: { active: 'قائم', resolved: 'زال' },
  notes: 'ملاحظات',
  none: 'لا أمراض مسجّلة',
  noneText: 'ما يعيش معه الشخص: ارتفاع ضغط الدم، السكري، الربو وغيرها.',
};
