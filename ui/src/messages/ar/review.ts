// What people should look at, in Arabic.
import type { Messages } from '../en';
import { plural } from './plural';

export const review: Messages['review'] = {
  title: 'للمراجعة',
  count: (count) =>
    plural(count, { zero: 'لا أمور', one: 'أمر واحد', two: 'أمران', few: '# أمور', many: '# أمرًا', other: '# أمر' }),
  reason: 'ما حدث',
  about: 'بشأن',
  detail: 'التفاصيل',
  next: 'ما العمل',
  reasons: {
    rivals: 'قيمتان للحقل نفسه',
    voided_unseen: 'وُسم بأنه خطأ بينما كان غيره يعدّله',
    unreadable: 'لا يمكن لهذا الإصدار عرضه',
    same_number: 'مريضان بالرقم نفسه',
    same_username: 'حسابان باسم المستخدم نفسه',
    double_booked: 'موعدان في الوقت نفسه',
    invoiced_twice: 'البند نفسه على فاتورتين',
    over_paid: 'دُفع أكثر من مبلغ الفاتورة',
    over_used: 'استُخدم من دفعة أكثر مما دُفع',
    over_dispensed: 'صُرف أكثر مما وُصف',
  },
  todo: {
    rivals: 'اختر القيمة الصحيحة',
    voided_unseen: 'تحقق هل هو خطأ حقًا',
    unreadable: 'حدّث HealthSync على هذا الحاسوب',
    same_number: 'تحقق هل هما الشخص نفسه',
    same_username: 'غيّر أحد اسمي المستخدم',
    double_booked: 'غيّر وقت أحدهما',
    invoiced_twice: 'ألغِ إحدى الفاتورتين',
    over_paid: 'تراجع عن دفعة أو أعد المبلغ',
    over_used: 'ارفعه عن إحدى الفواتير',
    over_dispensed: 'راجع ما صُرف، وعلّم ما لم يُصرف كخطأ في الإدخال',
  },
  doubled: { patient: 'المريض نفسه', practitioner: 'الممارس نفسه', room: 'الغرفة نفسها' },
  comma: '، ',
  none: 'لا شيء للمراجعة',
  noneText: 'يُدرج هنا ما كتبه شخصان كتابةً مختلفة في الوقت نفسه، والأرقام وأسماء المستخدمين والأوقات التي أُعطيت مرتين.',
};
