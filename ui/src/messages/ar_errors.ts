// What the clinic refuses or fails at, in Arabic, by the error's code.
import type { ErrorSentences } from '../words/errors';

export const arErrors: ErrorSentences = {
  not_signed_in: () => 'سجّل الدخول أولًا.',
  locked: () => 'الشاشة مقفلة. أدخل كلمة المرور للمتابعة.',
  wrong_password: () => 'اسم المستخدم أو كلمة المرور غير صحيح.',
  too_many_attempts: ({ wait_s }) => `محاولات خاطئة كثيرة. انتظر ${String(wait_s)} ثانية ثم أعد المحاولة.`,
  account_disabled: () => 'هذا الحساب معطّل. يمكن للمسؤول تفعيله من جديد.',
  password_must_change: () => 'اختر كلمة مرور جديدة أولًا.',
  not_allowed: () => 'دورك لا يسمح بهذا.',
  chart_closed: () => 'هذا الملف خارج دورك. لفتحه في حالة طارئة اذكر السبب.',
  not_found: () => 'هذا السجل غير موجود على هذا الحاسوب.',
  cancelled: () => 'أُلغي العمل. لم يتغير شيء.',
  store_disk_full: () => 'القرص ممتلئ. أفرغ بعض المساحة ثم احفظ من جديد؛ ما على الشاشة لم يضع.',
  store_busy: () => 'قاعدة البيانات مشغولة ببرنامج آخر. أعد المحاولة بعد لحظة.',
};
