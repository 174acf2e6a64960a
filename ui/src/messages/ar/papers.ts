// The words of papers in Arabic.
import { number } from '../../words/numbers';
import { ltr, plural } from './plural';
import type { Messages } from '../en';

export const papers: Messages['papers'] = {
  kinds: {
    prescription: 'وصفة طبية',
    invoice: 'فاتورة',
    statement: 'كشف حساب',
    receipt: 'إيصال',
    credit_note: 'إشعار دائن',
    patient_label: 'ملصق المريض',
    appointment_slip: 'بطاقة موعد',
    day_list: 'قائمة اليوم',
    patient_report: 'تقرير المريض',
  },
  print: 'طباعة',
  open: 'فتح',
  save: 'حفظ كملف',
  look: 'معاينة قبل الطباعة',
  verbOf: (verb, paper) => `${verb}: ${paper}`,
  more: (paper) => `المزيد عن الورقة: ${paper}`,
  inLanguage: (language) => `باللغة: ${language}`,
  place: 'الأوراق',
  printed: (paper, printer) => `${paper}: طُبعت على ${ltr(printer)}.`,
  printedPlainly: (paper) => `${paper}: أُرسلت إلى الطابعة.`,
  opened: (paper) => `${paper}: فُتحت.`,
  saved: (paper, path) => `${paper}: حُفظت باسم ${ltr(path)}`,
  markedCopy: 'عليها علامة «نسخة».',
  notOut: 'لم تخرج من الطابعة',
  notOutReason: 'لم تخرج الورقة من الطابعة.',
  takenBack: 'سُجّل ذلك. الورقة التالية ليست نسخة.',
  failed: (paper, why) => `${paper}: ${why}`,
  preview: {
    title: (paper) => `${paper}: كما ستظهر`,
    copy: 'نسخة',
    copyText: 'سُلّمت هذه الورقة من قبل: عليها علامة «نسخة».',
    pages: (count) =>
      plural(count, { zero: 'لا صفحات', one: 'صفحة واحدة', two: 'صفحتان', few: '# صفحات', many: '# صفحة', other: '# صفحة' }),
    page: (at, of) => `صفحة ${number(at)} من ${number(of)}`,
    firstOnly: (shown, all) => `تظهر أول ${number(shown)} صفحات من ${number(all)}؛ والورقة كاملة.`,
    language: 'لغة الورقة',
    larger: 'تكبير',
    smaller: 'تصغير',
  },
};
