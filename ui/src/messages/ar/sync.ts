// What is safe where, the server, the stick, and joining a clinic, in Arabic.
import { number } from '../../words/numbers';
import type { Messages } from '../en';
import { ltr, plural } from './plural';

const changes = (count: number) =>
  plural(count, {
    zero: 'لا تغييرات',
    one: 'تغيير واحد',
    two: 'تغييران',
    few: '# تغييرات',
    many: '# تغييرًا',
    other: '# تغيير',
  });
const minutes = (count: number) =>
  plural(count, {
    zero: '# دقيقة',
    one: 'دقيقة واحدة',
    two: 'دقيقتين',
    few: '# دقائق',
    many: '# دقيقة',
    other: '# دقيقة',
  });

export const sync: Messages['sync'] = {
  title: 'المزامنة',
  changes,
  badge: {
    safe: 'محفوظ على الخادم',
    waiting: (count) => `${number(count)} في الانتظار`,
    sending: 'جارٍ الإرسال…',
    noLink: (count) => `لا اتصال، ${number(count)} في الانتظار`,
    needsYou: 'يحتاج إليك',
  },
  since: (when) => `في الانتظار منذ ${when}`,
  provenAt: (when) => `آخر إثبات: ${when}`,
  standing: {
    safe: 'كل ما على هذا الحاسوب محفوظ على الخادم.',
    waiting: (count) => `محفوظ على هذا الحاسوب ولم يُحفظ على الخادم بعد: ${changes(count)}.`,
    sending: 'جارٍ التبادل مع الخادم…',
    noLink: (count) => `لا يوجد اتصال. محفوظ هنا وينتظر عودته: ${changes(count)}.`,
    needsYou: 'لن يستمر التبادل من تلقاء نفسه.',
  },
  offAndSafe: 'لا يوجد اتصال الآن، ولا شيء ينتظره.',
  left: (count) => `المتبقي: ${changes(count)}`,
  steps: { here: 'محفوظ هنا', sent: 'أُرسل', onServer: 'ثبت أنه على الخادم' },
  stepsText: 'الإثبات يعني أن الخادم بيّن، بفحص يشمل كل شيء، أن لديه الشيء نفسه.',
  triesSoon: 'ستُعاد المحاولة تلقائيًا خلال أقل من دقيقة.',
  triesIn: (count) => `ستُعاد المحاولة تلقائيًا خلال ${minutes(count)}.`,
  tryNow: 'المحاولة الآن',
  syncNow: 'المزامنة الآن',
  asked: 'جارٍ التبادل الآن',
  facts: {
    server: 'الخادم',
    name: 'هذا الحاسوب',
    enrolledAt: 'سُجّل في',
    waitingSince: 'في الانتظار منذ',
    failingSince: 'لا تبادل منذ',
    heardAt: 'آخر جواب',
    agreedAt: 'آخر تطابق',
    news: 'الجديد',
    hearsNews: 'يُبلَّغ به فورًا',
    looks: 'يُسأل عنه كل دقيقة',
    moved: 'منذ بدء البرنامج',
    never: 'لم يحدث بعد',
  },
  movedBytes: (up, down) => `أُرسل ${up}، ووصل ${down}`,
  bytes: (count) =>
    count < 1_000
      ? `${number(count)} بايت`
      : count < 1_000_000
        ? `${number(count / 1_000, 1)} ك.ب`
        : `${number(count / 1_000_000, 1)} م.ب`,
  perSecond: (bytes) => `${bytes} في الثانية`,
  skewBehind: (time) => `ساعة هذا الحاسوب متأخرة عن ساعة الخادم بمقدار ${time}.`,
  skewAhead: (time) => `ساعة هذا الحاسوب متقدمة على ساعة الخادم بمقدار ${time}.`,
  skewDo: 'اضبطها من إعدادات النظام، والأفضل أن يضبطها النظام تلقائيًا.',
  minutes,
  hours: (count) =>
    plural(count, { zero: '# ساعة', one: 'ساعة واحدة', two: 'ساعتين', few: '# ساعات', many: '# ساعة', other: '# ساعة' }),
  days: (count) =>
    plural(count, { zero: '# يوم', one: 'يوم واحد', two: 'يومين', few: '# أيام', many: '# يومًا', other: '# يوم' }),
  refused: 'لم يقبل الخادم بعض التغييرات',
  refusedDo: 'هي محفوظة على هذا الحاسوب. أبلغ من يدير الخادم.',
  reasons: {
    gap: 'تنقص هناك تغييرات قبلها',
    fork: 'لدى الخادم تاريخ آخر باسم هذا الحاسوب',
    hash: 'تلفت في الطريق أو حيث كانت محفوظة',
    signature: 'ليست موقّعة من الحاسوب الذي تُنسب إليه',
    malformed: 'تعذّرت قراءة أحد التغييرات',
    clock: 'أوقاتها تسير إلى الوراء',
    not_admitted: 'لا يسمح الخادم بكتابتها هناك',
  },
  otherReason: (why) => `يقول الخادم: \u2068${why}\u2069`,
  unproven: (count) => `وصل عن طريق حواسيب أخرى ولم يؤكده صاحبه بعد: ${changes(count)}.`,
  unprovenText: 'يُستخدم كغيره، ويُحسم حين يتبادل ذلك الحاسوب في المرة القادمة.',
  newer: (count) => `كتب إصدار أحدث من هذا البرنامج أجزاء من قيود (${count}). هي محفوظة، وتظهر بعد تحديث هذا الحاسوب.`,
  workstations: 'الحواسيب',
  columns: {
    name: 'الحاسوب',
    site: 'العيادة',
    letters: 'الحروف',
    last: 'آخر تغيير هنا',
    changes: 'التغييرات',
  },
  isThis: 'هذا الحاسوب',
  unnamed: 'بلا اسم بعد',
  log: 'ما حدث',
  logEmpty: 'لم يحدث شيء بعد.',
  more: 'عرض الكل',
  events: {
    enrolled: (address) => `سُجّل هذا الحاسوب لدى ${ltr(address)}.`,
    left: 'ترك هذا الحاسوب الخادم.',
    takenOff: 'أزال الخادم هذا الحاسوب من قائمته. يبقى هنا ما هو هنا.',
    exchanged: (sent, received) =>
      received === 0
        ? `أُرسل: ${changes(sent)}.`
        : sent === 0
          ? `وصل: ${changes(received)}.`
          : `أُرسل: ${changes(sent)}، ووصل: ${changes(received)}.`,
    failed: (reason) => `لم يتم التبادل: ${reason}`,
    reached: 'عاد الخادم إلى الجواب.',
    refused: (reasons) => `لم يقبل الخادم بعض التغييرات: ${reasons}.`,
    setAside: (reasons) => `وُضعت جانبًا بعض التغييرات الواصلة: ${reasons}.`,
    gaveWay: (count) => `نُسخ ملف العيادة أو استُعيد: نُقل منه ${changes(count)}، ويتابع باسم جديد.`,
    exported: (count) => `كُتب في ملف: ${changes(count)}.`,
    imported: (count) => `أُخذ من ملف: ${changes(count)}.`,
    importedFrom: (count, from) => `أُخذ من ملف أنشأه \u2068${from}\u2069: ${changes(count)}.`,
  },
  failures: {
    server_unreachable: 'تعذّر الوصول إلى الخادم.',
    server_slow: 'كان الاتصال بطيئًا جدًا.',
    server_not_trusted: 'أجاب شيء مكان الخادم بشهادة أخرى. لم يُرسل شيء.',
    server_not_ours: 'أجاب شيء آخر مكان الخادم.',
    server_signed_out: 'لم يعد الخادم يعرف تصريح هذا الحاسوب.',
    server_forgot: 'هذا الحاسوب ليس في قائمة الخادم.',
    server_other_version: 'الخادم يستخدم إصدارًا آخر.',
    server_busy: 'كان الخادم مشغولًا.',
    server_refused: 'رفض الخادم.',
  },
  otherFailure: 'حدث خطأ ما.',
  alone: 'هذا الحاسوب يعمل وحده',
  aloneText: 'كل شيء محفوظ هنا مشفّرًا. ويلتقي مع غيره بطريقتين:',
  withServer: 'العمل مع خادم',
  withServerText:
    'تتبادل حواسيب العيادة من تلقاء نفسها كلما وُجد اتصال، ويكون ما هنا محفوظًا في مكان آخر أيضًا. يعطيك من يدير الخادم دعوة.',
  withServerMay: 'يسجّل المسؤول هذا الحاسوب.',
  demoStays: 'تبقى العيادة الوهمية على هذا الحاسوب. أعدّ عيادتك أولًا.',
  enrol: 'تسجيل هذا الحاسوب',
  takenOff: 'أزال الخادم هذا الحاسوب من قائمته. يبقى هنا ما هو هنا، ولا يُرسل إلى أي مكان. للعمل مع الخادم من جديد اطلب دعوة جديدة.',
  enrolAgain: 'التسجيل من جديد',
  invitation: 'الدعوة',
  invitationHint: `الصقها كاملة. تبدأ بـ ${ltr('HSYNC1')}.`,
  invitationReads: (address) => `إلى الخادم ${ltr(address)}.`,
  pinned: 'تسمّي الدعوة الشهادة التي يجب أن يُظهرها الخادم.',
  notPinned: 'يجب أن يُظهر الخادم شهادة يثق بها نظام هذا الحاسوب.',
  plain: 'الخادم على هذا الحاسوب.',
  computerName: 'اسم هذا الحاسوب',
  computerNameHint: 'ليعرفه الآخرون: الاستقبال، الصيدلية، غرفة 2.',
  enrolled: 'سُجّل هذا الحاسوب. ما لديه في طريقه إلى الخادم.',
  cancel: 'إلغاء',
  stick: 'النقل بذاكرة USB',
  stickText:
    'اكتب التغييرات في ملف، واحمله إلى حاسوب آخر من حواسيب المنظمة، واستورده هناك. الملف مشفّر: لا تقرؤه إلا حواسيب المنظمة. ولا ضرر من استيراده مرتين.',
  stickShort: 'حيث لا يوجد اتصال: يكتب كل حاسوب ملفًا ويستورد ملف الآخر.',
  stickFor: 'للاتجاهين: أنشئ ملفًا على كل حاسوب.',
  exportVerb: 'التصدير إلى ملف',
  what: 'ما يدخل فيه',
  unconfirmed: 'ما لم يؤكده الخادم',
  everything: 'كل شيء',
  folder: 'المجلد',
  folderHint: `مجلد الذاكرة، مثل ${ltr('/media/usb')} أو ${ltr('E:\\')}. إن تُرك فارغًا: تنزيلاتك.`,
  exported: (count, size, path) => `كُتب ${changes(count)} (${size}) في ${ltr(path)}`,
  exportedNone: (path) => `لا جديد. كُتب ملف فارغ في ${ltr(path)}`,
  importVerb: 'استيراد',
  chooseFile: 'اختيار ملف…',
  dropHere: 'أو أسقطه في أي مكان من هذه الصفحة',
  drop: 'أسقط الملف لاستيراده',
  path: 'أو مساره',
  pathHint: `مثل ${ltr('/media/usb/healthsync-2026-05-03-1412.hsync')}`,
  importing: 'جارٍ الاستيراد…',
  imported: (count, already) =>
    count === 0
      ? `لا جديد في الملف: ${changes(already)} كانت هنا من قبل.`
      : already === 0
        ? `أُخذ ${changes(count)}.`
        : `أُخذ ${changes(count)}؛ وكان هنا من قبل ${changes(already)}.`,
  importedFrom: (name, when) => `أنشأ الملف \u2068${name}\u2069، ${when}.`,
  importedAt: (when) => `أُنشئ الملف ${when}.`,
  importedAside: (reasons) => `وُضعت بعض التغييرات جانبًا: ${reasons}.`,
  leave: 'ترك الخادم',
  leaveText:
    'يعمل هذا الحاسوب بعدها وحده: لا يذهب شيء إلى الخادم ولا يأتي منه شيء. يبقى هنا ما هو هنا، ويبقى هناك ما هو هناك. وللعودة تحتاج إلى دعوة جديدة.',
  leaveWaiting: (count) => `لم يصل إلى الخادم بعد وسيبقى على هذا الحاسوب وحده: ${changes(count)}.`,
  leaveDo: 'ترك الخادم',
  stay: 'البقاء',
  hasLeft: 'هذا الحاسوب يعمل الآن وحده.',
  join: 'الانضمام إلى عيادة قائمة',
  joinText: 'يصبح هذا الحاسوب من حواسيب العيادة. تحتاج إلى دعوة ممن يدير خادمها.',
  joinVerb: 'انضمام',
  joining: 'الانضمام إلى العيادة',
  joiningText: 'سجلات العيادة في الطريق. يمكنك تسجيل الدخول حالما يصل العاملون فيها، ويأتي الباقي أثناء ذلك.',
  joiningOf: (received, all) => `${number(received)} من نحو ${number(all)} تغيير`,
  joiningSoon: 'جارٍ سؤال الخادم…',
  joiningAgain: 'إذا انقطع تابع من حيث توقف.',
  yourClinic: 'العيادة التي تنضم إليها',
};
