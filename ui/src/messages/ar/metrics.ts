// What is measured and for whom, in Arabic.
import type { Messages } from '../en';

export const metrics: Messages['metrics'] = {
  heart_rate: 'معدل ضربات القلب',
  systolic: 'الضغط الانقباضي',
  diastolic: 'الضغط الانبساطي',
  temperature: 'درجة الحرارة',
  spo2: 'SpO₂',
  respiratory_rate: 'معدل التنفس',
  glucose: 'سكر الدم',
};

export const ageBands: Messages['ageBands'] = {
  any: 'كل الأعمار',
  under_2_months: 'أقل من شهرين',
  months_2_to_11: '2–11 شهرًا',
  months_12_to_59: '12–59 شهرًا',
  years_5_to_15: '5–15 سنة',
  adult: '16 سنة فأكثر',
};

export const severities: Messages['severities'] = { critical: 'حرج', warning: 'تحذير' };
