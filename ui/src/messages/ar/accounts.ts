// Signing in, locking, one's profile, and keeping accounts, in Arabic.
import type { Messages } from '../en';
import { plural } from './plural';

export const roles: Messages['roles'] = {
  administrator: 'مسؤول',
  practitioner: 'طبيب',
  nurse: 'ممرّض',
  front_desk: 'استقبال',
  cashier: 'أمين صندوق',
};

export const roleDetails: Messages['roleDetails'] = {
  administrator: 'يدير الحسابات والإعدادات وسجل المراجعة',
  practitioner: 'يقدّم الرعاية ويقرر الحدود',
  nurse: 'يقدّم الرعاية',
  front_desk: 'يسجّل المرضى',
  cashier: 'يستلم المدفوعات',
};

export const accounts: Messages['accounts'] = {
  signIn: 'تسجيل الدخول',
  whoAreYou: 'من أنت؟',
  username: 'اسم المستخدم',
  password: 'كلمة المرور',
  someoneElse: 'شخص آخر',
  newPasswordTitle: 'اختر كلمة مرور جديدة',
  newPasswordText: 'الأولى اختارها غيرك. من الآن لا يعرف كلمتك سواك.',
  currentPassword: 'كلمة المرور حتى الآن',
  newPassword: 'كلمة المرور الجديدة',
  newPasswordAgain: 'كلمة المرور الجديدة مرة أخرى',
  savePassword: 'حفظ كلمة المرور',
  passwordChanged: 'تغيّرت كلمة المرور',
  locked: 'مقفل',
  unlock: 'فتح القفل',
  lockedText: 'ما كنت تعمل عليه ما زال موجودًا.',
  switchUser: 'تبديل المستخدم',
  profile: 'ملفك الشخصي',
  changePassword: 'تغيير كلمة المرور',
  name: 'الاسم',
  language: 'اللغة',
  clinicLanguage: 'لغة العيادة',
  theme: 'المظهر',
  saveProfile: 'حفظ الملف الشخصي',
  profileSaved: 'حُفظ الملف الشخصي',
  title: 'الحسابات',
  count: (count) =>
    plural(count, {
      zero: 'لا حسابات',
      one: 'حساب واحد',
      two: 'حسابان',
      few: '# حسابات',
      many: '# حسابًا',
      other: '# حساب',
    }),
  add: 'إضافة حساب',
  added: (name) => `يمكن الآن لـ ${name} تسجيل الدخول`,
  edit: 'تعديل الحساب',
  save: 'حفظ الحساب',
  saved: 'حُفظ الحساب',
  roles: 'عمل هذا الشخص',
  firstPassword: 'كلمة المرور الأولى',
  firstPasswordHint: 'يختار الشخص كلمته عند أول دخول.',
  disabled: 'لا يحق له الدخول',
  disabledHint: 'يبقى ما كتبه هذا الشخص كما هو.',
  state: 'الحالة',
  active: 'نشط',
  isDisabled: 'معطّل',
  mustChange: 'لديه كلمة مرور أولى',
  resetTitle: 'نُسيت كلمة المرور؟',
  reset: 'تعيين كلمة مرور أولى',
  resetDone: (name) => `سيختار ${name} كلمة مرور جديدة عند الدخول التالي`,
  chooseRole: 'اختر عملًا واحدًا على الأقل.',
};
