// Trends: readings in time as pictures and as a table, in Arabic.
import type { Messages } from '../en';
import { plural } from './plural';

export const trends: Messages['trends'] = {
  title: 'المنحنيات',
  range: 'المدة',
  ranges: { h24: '24 ساعة', d7: '7 أيام', d30: '30 يومًا', y1: 'سنة', y2: 'سنتان', all: 'الكل' },
  zoomIn: 'تكبير',
  zoomOut: 'تصغير',
  earlier: 'أقدم',
  later: 'أحدث',
  latest: 'إلى الأحدث',
  chart: 'القراءات عبر الزمن',
  chartHelp:
    'مفاتيح الأسهم تنتقل من قراءة إلى أخرى، وHome وEnd إلى الأولى والأخيرة، وزائد وناقص للتكبير والتصغير. الأرقام نفسها في الجدول.',
  asTable: 'جدول',
  asChart: 'رسم',
  show: 'العرض',
  noReadings: 'لا قراءات',
  noneYet: 'لا قراءات بعد',
  noneYetText: 'بعد تسجيل العلامات الحيوية يُرسم هنا تغيّرها عبر الزمن.',
  readings: (count) =>
    plural(count, {
      zero: 'لا قراءات',
      one: 'قراءة واحدة',
      two: 'قراءتان',
      few: '# قراءات',
      many: '# قراءة',
      other: '# قراءة',
    }),
  tracks: {
    heart_rate: 'النبض',
    blood_pressure: 'ضغط الدم',
    temperature: 'الحرارة',
    spo2: 'SpO₂',
    respiratory_rate: 'معدل التنفس',
    glucose: 'سكر الدم',
    weight: 'الوزن',
  },
  tracksShown: 'المرسوم',
  pattern: { date: '{day} {month} {year}', day_month: '{day} {month}', month_year: '{month} {year}' },
};
