// Allergies in Arabic.
import type { Messages } from '../en';

export const allergies: Messages['allergies'] = {
  title: 'الحساسية',
  add: 'حساسية جديدة',
  record: 'تسجيل الحساسية',
  save: 'حفظ الحساسية',
  recorded: 'سُجّلت الحساسية',
  saved: 'حُفظت الحساسية',
  edit: 'تعديل الحساسية',
  substance: 'المادة',
  asTyped: 'كما كُتبت',
  category: 'النوع',
  reaction: 'رد الفعل',
  reactionHint: 'ماذا حدث: طفح، تورم، ضيق نفس',
  severity: 'شدة أسوأ رد فعل',
  severityShort: 'الشدة',
  status: 'الحالة',
  categories: { medication: 'دواء', food: 'طعام', environment: 'بيئة', other: 'أخرى' },
  severities: { unknown: 'الشدة غير معروفة', mild: 'خفيفة', moderate: 'متوسطة', severe: 'شديدة' },
  statuses: { active: 'قائمة', resolved: 'زالت' },
  notAsked: 'لم يُسأل عن الحساسية',
  notAskedText: 'اسأل ثم سجّل حساسية، أو سجّل أنه لا توجد.',
  noneKnown: 'لا حساسية معروفة',
  noneKnownText: 'سُئل المريض ولا حساسية لديه.',
  setNoneKnown: 'سُئل: لا حساسية معروفة',
  noneKnownSaved: 'حُفظ: لا حساسية معروفة',
};
