// The words of services and rooms in Arabic.
import type { Messages } from '../en';
import { plural } from './plural';

export const services: Messages['services'] = {
  parts: { services: 'الخدمات', rooms: 'الغرف' },
  count: (count) =>
    plural(count, { zero: 'لا خدمات', one: 'خدمة واحدة', two: 'خدمتان', few: '# خدمات', many: '# خدمة', other: '# خدمة' }),
  none: 'لا خدمات بعد',
  noneText: 'ما تقدمه العيادة ومدة كل خدمة وسعرها. منها تأخذ المواعيد والفواتير.',
  add: 'إضافة خدمة',
  edit: 'الخدمة',
  name: 'الاسم',
  nameHint: 'كما يظهر في الفاتورة.',
  category: 'تُدرج تحت',
  duration: 'المدة',
  durationHint: 'من 5 إلى 720 دقيقة.',
  price: 'السعر قبل الضريبة',
  tax: 'الضريبة',
  percent: '٪',
  isActive: 'مقدَّمة',
  notActive: 'لم تعد تُقدَّم',
  save: 'حفظ الخدمة',
  saved: 'حُفظت الخدمة',
  free: 'مجانًا',
  rooms: {
    count: (count) =>
      plural(count, { zero: 'لا غرف', one: 'غرفة واحدة', two: 'غرفتان', few: '# غرف', many: '# غرفة', other: '# غرفة' }),
    none: 'لا غرف بعد',
    noneText: 'حيث تُقدَّم الرعاية: لا تُحجز الغرفة إلا مرة في الوقت الواحد.',
    add: 'إضافة غرفة',
    edit: 'الغرفة',
    notes: 'ما فيها وكيف يوصل إليها',
    isActive: 'مستعملة',
    notActive: 'غير مستعملة',
    save: 'حفظ الغرفة',
    saved: 'حُفظت الغرفة',
  },
};
