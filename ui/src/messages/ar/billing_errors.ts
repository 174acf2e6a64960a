// What is refused in invoices, payments, tills and coverage, in Arabic, by the error's code.
import { site } from '../../site.svelte';
import type { ErrorSentences } from '../../words/errors';
import { money, number } from '../../words/numbers';
import { ltr } from './plural';

const sum = (minor: unknown) => money(Number(minor), site.current?.currency ?? 'USD');
const what = (text: unknown) => `«${String(text)}»`;

export const billingErrors: ErrorSentences = {
  advance_too_small: ({ free_minor }) => `المتاح مما دُفع مقدمًا ${sum(free_minor)}. اكتب أقل من ذلك.`,
  amount_too_large: () => 'هذا أكثر مما يمكن فوترته. راجع الأرقام.',
  below_zero: () => 'لا يكون هذا أقل من صفر.',
  charge_billed: () => 'هذا في فاتورة صادرة. أصدر لها إشعارًا دائنًا.',
  charge_not_waiting: ({ description }) => `${what(description)} لم يعد ينتظر الفوترة. احذفه من الفاتورة.`,
  charge_of_other_patient: () => 'هذا محتسب على مريض آخر.',
  charge_on_draft: ({ description }) =>
    description ? `${what(description)} في مسودة فاتورة بالفعل. افتح تلك المسودة.` : 'هذا في مسودة فاتورة. احذفه منها أولًا.',
  coverage_not_valid: () => 'هذه التغطية غير سارية اليوم. اختر غيرها، أو لا شيء.',
  coverage_of_other_patient: () => 'هذه تغطية مريض آخر.',
  credit_over_line: ({ amount_minor, left_minor, description }) =>
    `${sum(amount_minor)} أكثر مما بقي من ${what(description)}، وهو ${sum(left_minor)}.`,
  difference_unexplained: ({ expected_minor, difference_minor }) =>
    Number(difference_minor) > 0
      ? `في الصندوق زيادة ${sum(difference_minor)} عن ${sum(expected_minor)}. عُدّ من جديد أو اذكر السبب.`
      : `ينقص الصندوق ${sum(-Number(difference_minor))} عن ${sum(expected_minor)}. عُدّ من جديد أو اذكر السبب.`,
  discount_over_line: ({ discount_minor, gross_minor }) =>
    `الخصم ${sum(discount_minor)} أكثر من مبلغ البند ${sum(gross_minor)}.`,
  discount_over_whole: () => 'الخصم 100 % على الأكثر.',
  draft_changed: () => 'عدّل شخص آخر هذه المسودة بعد فتحها هنا. انظر إليها من جديد ثم أصدرها.',
  draft_discarded: () => 'حُذفت هذه المسودة. ابدأ واحدة جديدة.',
  drawer_too_empty: ({ amount_minor, drawer_minor }) =>
    `في الصندوق ${sum(drawer_minor)} فقط، لا ${sum(amount_minor)}. أدخل نقدًا أولًا أو رُدّ المبلغ بطريقة أخرى.`,
  invoice_cancelled: ({ number: invoice }) =>
    invoice ? `الفاتورة ${ltr(String(invoice))} ملغاة. لا شيء مستحق عليها.` : 'هذه الفاتورة ملغاة. لم يبقَ ما يُعاد.',
  invoice_issued: () => 'صدرت هذه الفاتورة ولا تُعدَّل. لإعادة شيء منها أصدر إشعارًا دائنًا.',
  invoice_of_other_payer: ({ number: invoice }) => `الفاتورة ${ltr(String(invoice))} ليست على من يدفع هنا.`,
  invoice_twice: () => 'هذه الفاتورة مذكورة مرتين.',
  line_twice: () => 'هذا البند مذكور مرتين.',
  method_of_insurer: () => 'هذه الطريقة لجهات التأمين وحدها. اختر كيف يدفع المريض.',
  money_open: ({ own }) => `لا تُغيَّر العملة ما دام هناك مال غير مسوّى بعملة ${ltr(String(own))}. سوِّه أولًا.`,
  no_lines: () => 'لا بنود هنا. أضف واحدًا على الأقل.',
  no_open_shift: () => 'صندوقك غير مفتوح. عُدّ ما فيه وافتحه، ثم تابع بالنقد.',
  not_above_zero: () => 'اكتب رقمًا أكبر من صفر.',
  not_an_amount: ({ text }) => `«${ltr(String(text))}» ليس مبلغًا، مثل ${ltr('1250')} أو ${ltr('12.50')}.`,
  not_cash: () => 'لا باقي إلا عند الدفع نقدًا. اترك هذا فارغًا.',
  not_in_coins: ({ amount_minor, low_minor, high_minor }) =>
    `لا يمكن دفع ${sum(amount_minor)} بالقطع النقدية. خذ ${sum(low_minor)} أو ${sum(high_minor)}.`,
  not_in_range: ({ low, high }) => `اختر رقمًا من ${number(Number(low))} إلى ${number(Number(high))}.`,
  nothing_due: ({ number: invoice }) => `لم يعد شيء مستحقًا على الفاتورة ${ltr(String(invoice))}.`,
  other_currency: ({ own, asked }) => `تعمل العيادة بعملة ${ltr(String(own))} لا ${ltr(String(asked))}.`,
  payment_over_due: ({ amount_minor, due_minor, number: invoice }) =>
    due_minor === undefined
      ? 'هذا أكثر من المستحق. اكتب أقل.'
      : `${sum(amount_minor)} أكثر من المستحق على الفاتورة ${ltr(String(invoice))}، وهو ${sum(due_minor)}.`,
  price_changed: () => 'تغيّرت أسعار منذ كُتبت هذه المسودة. اعتمد الأسعار الجديدة أو أبقِ القديمة.',
  quantity_too_large: ({ most }) => `الكمية ${number(Number(most))} على الأكثر. راجع الرقم.`,
  cash_of_closed_till: () => 'هذا نقد في صندوق عُدّ وأُغلق. رُدّ المبلغ من الصندوق المفتوح بدل ذلك.',
  cash_of_other_shift: () => 'هذا نقد في صندوق آخر. يصححه من استلمه، أو يُرد المبلغ.',
  given_back_already: ({ number: receipt }) => `رُدّ شيء من الإيصال ${ltr(String(receipt))}. أدخل ما دُفع دفعةً جديدة.`,
  payment_of_other_day: ({ number: receipt }) => `الإيصال ${ltr(String(receipt))} ليس من اليوم: أُغلق يومه. رُدّ المبلغ بدلًا من ذلك.`,
  same_method: () => 'أُدخل بهذه الطريقة بالفعل. اختر كيف دُفع حقًا.',
  refund_of_refund: () => 'هذا مبلغ مردود. اختر الدفعة نفسها.',
  refund_over_free: ({ amount_minor, free_minor }) =>
    `${sum(amount_minor)} أكثر من المتاح، وهو ${sum(free_minor)}. أصدر إشعارًا دائنًا أولًا أو اختر الدفعة التي تُرد.`,
  refund_over_paid: ({ amount_minor, left_minor }) => `${sum(amount_minor)} أكثر مما بقي من الدفعة، وهو ${sum(left_minor)}.`,
  share_not_in_range: () => 'نسبة جهة التأمين أكبر من 0 % ولا تزيد على 100 %.',
  shares_over_payment: ({ shares_minor, amount_minor }) =>
    `يذهب إلى الفواتير ${sum(shares_minor)} والمدفوع ${sum(amount_minor)} فقط.`,
  shift_closed: () => 'هذا الصندوق مغلق بالفعل.',
  shift_open_already: () => 'صندوقك مفتوح بالفعل. أغلقه أولًا أو تابع به.',
  tax_over_whole: () => 'الضريبة 100 % على الأكثر.',
  tendered_too_little: ({ tendered_minor, cash_minor }) => `${sum(tendered_minor)} أقل من المطلوب ${sum(cash_minor)}.`,
  too_many_digits: ({ digits }) =>
    Number(digits) === 0 ? 'لا أرقام بعد الفاصلة في هذه العملة.' : `الأرقام بعد الفاصلة ${number(Number(digits))} على الأكثر.`,
  too_many_lines: ({ most }) => `في الفاتورة ${number(Number(most))} بند على الأكثر. اكتب فاتورة ثانية.`,
};
