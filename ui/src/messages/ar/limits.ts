// A patient's own limits, in Arabic.
import type { Messages } from '../en';

export const limits: Messages['limits'] = {
  title: 'حدود هذا المريض',
  text: 'القراءة عند الحد أو بعده تُطلق تنبيهًا. وحدود المريض الخاصة تسبق حدود غيره.',
  metric: 'القراءة',
  critical_low: 'حرج عند أو تحت',
  warning_low: 'تحذير عند أو تحت',
  warning_high: 'تحذير عند أو فوق',
  critical_high: 'حرج عند أو فوق',
  short: { critical_low: 'حرج أدنى', warning_low: 'تحذير أدنى', warning_high: 'تحذير أعلى', critical_high: 'حرج أعلى' },
  owner: 'المصدر',
  owners: { patient: 'هذا المريض', practitioner: 'الطبيب', site: 'العيادة', default: 'مع البرنامج' },
  none: 'لا يوجد',
  set: 'وضع حدود خاصة',
  change: 'تغيير',
  save: 'حفظ الحدود',
  saved: 'حُفظت الحدود: تسري من القراءة التالية',
  formTitle: (metric) => `حدود ${metric}`,
  formText: 'اترك الحد فارغًا حيث لا حد. وإن تُركت الأربعة فارغة فلا تنبيه لهذه القراءة.',
  remove: 'إزالة الحدود الخاصة',
  removeText: 'تعود الحدود التي خلفها، ويُحفظ السبب الذي تذكره.',
  removed: 'أُزيلت الحدود الخاصة',
  outOfOrder: 'يجب أن تتصاعد الحدود من الحرج الأدنى إلى الحرج الأعلى.',
};
