// The words of the screens in Arabic.
import { number } from '../words/numbers';
import { accounts, roleDetails, roles } from './ar/accounts';
import { alerts } from './ar/alerts';
import { audit } from './ar/audit';
import { auditFields } from './ar/audit_fields';
import { backups } from './ar/backups';
import { ageBands, metrics, severities } from './ar/metrics';
import { ltr, plural } from './ar/plural';
import { review } from './ar/review';
import { settings } from './ar/settings';
import { start } from './ar/start';
import { thresholds } from './ar/thresholds';
import { today } from './ar/today';
import { units } from './ar/units';
import { arErrors } from './ar_errors';
import type { Messages } from './en';
import { allergies } from './ar/allergies';
import { chart } from './ar/chart';
import { conditions } from './ar/conditions';
import { limits } from './ar/limits';
import { patients } from './ar/patients';
import { stroke } from './ar/stroke';
import { trends } from './ar/trends';
import { vitals } from './ar/vitals';
import { appointments } from './ar/appointments';
import { queue } from './ar/queue';
import { schedules } from './ar/schedules';
import { devices } from './ar/devices';
import { services } from './ar/services';
import { encounters } from './ar/encounters';
import { timeline } from './ar/timeline';
import { prescriptions } from './ar/prescriptions';
import { formulary } from './ar/formulary';
import { billing } from './ar/billing';
import { till } from './ar/till';
import { insurers } from './ar/insurers';
import { papers } from './ar/papers';
import { otherWords } from './ar/places';
import { figures } from './ar/figures';
import { inbox } from './ar/inbox';
import { centre } from './ar/centre';
import { patientPortal } from './ar/patient_portal';
import { sync } from './ar/sync';

export const ar: Messages = {
  frame: {
    product: 'HealthSync',
    pages: 'الصفحات',
    today: 'اليوم',
    patients: 'المرضى',
    calendar: 'التقويم',
    queue: 'الدور',
    prescriptions: 'الوصفات',
    billing: 'الفواتير',
    alerts: 'التنبيهات',
    messages: 'الرسائل',
    stroke: 'سجلات السكتة الدماغية',
    reports: 'التقارير',
    administration: 'الإدارة',
    about: 'حول البرنامج',
    lock: 'قفل',
    foldRail: 'طي القائمة',
    unfoldRail: 'فتح القائمة',
    account: 'حسابك',
    signOut: 'تسجيل الخروج',
    search: 'ابحث عن مريض أو صفحة أو أمر',
    searchNothing: (text) => `لا نتائج لـ «${text}»`,
    searchFailed: 'تعذّر إكمال البحث.',
    alertsToAcknowledge: (count) =>
      plural(count, {
        zero: 'لا تنبيهات تنتظر التأكيد',
        one: 'تنبيه واحد ينتظر التأكيد',
        two: 'تنبيهان ينتظران التأكيد',
        few: '# تنبيهات تنتظر التأكيد',
        many: '# تنبيهًا ينتظر التأكيد',
        other: '# تنبيه ينتظر التأكيد',
      }),
    noAlerts: 'لا تنبيهات تنتظر التأكيد',
    closePanel: 'إغلاق اللوحة',
    unsaved: 'ما كتبته هنا لم يُحفظ بعد.',
    keptAsDraft: 'لم يُحفظ بعد، وما كتبته باقٍ: انظر «لم يكتمل بعد» في «اليوم».',
    keepWriting: 'متابعة الكتابة',
    discard: 'تجاهل',
    shortcuts: 'اختصارات لوحة المفاتيح',
    everywhere: 'في كل مكان',
    back: 'رجوع',
    close: 'إغلاق',
    dismiss: 'إخفاء',
    notScanned: (text) => `«\u2066${text}\u2069» ليس رقمًا من أرقام هذه العيادة. امسحه مرة أخرى أو ابحث بالاسم.`,
    scannedNothing: (text) => `لا شيء هنا مما يحق لك رؤيته يحمل الرقم \u2066${text}\u2069.`,
    scannedSeveral: (list) => `هذا الرقم لأكثر من واحد: \u2068${list}\u2069. ابحث بالاسم.`,
    scannedNobody: (text) => `لا مريض هنا بالرقم \u2066${text}\u2069.`,
    skipToContent: 'الانتقال إلى المحتوى',
  },
  numbers: {
    patient: 'مريض',
    prescription: 'وصفة',
    invoice: 'فاتورة',
    receipt: 'إيصال',
    credit_note: 'إشعار دائن',
  },
  search: {
    patients: 'المرضى',
    papers: 'أوراق',
    commands: 'الأوامر',
    pages: 'الصفحات',
  },
  look: {
    theme: 'المظهر',
    system: 'مثل الحاسوب',
    light: 'فاتح',
    dark: 'داكن',
    textSize: 'حجم النص',
  },
  states: {
    critical: 'حرج',
    warning: 'تحذير',
    normal: 'طبيعي',
    unknown: 'غير معروف',
    loading: 'جارٍ التحميل',
    failed: 'تعذّر عرض هذا.',
    refreshFailed: 'تعذّر التحديث؛ قد يكون المعروض قديمًا.',
    tryAgain: 'إعادة المحاولة',
    nothingLost: 'لم يُفقد شيء مما حفظته.',
  },
  forms: {
    optional: 'اختياري',
    required: (label) => `أدخل «${label}».`,
    choose: 'اختر',
    noChoice: 'لا خيار مطابق',
    notOffered: (typed: string) => `«\u2068${typed}\u2069» ليس من الخيارات. اختر من القائمة أو أفرغ الحقل.`,
    notAdded: (typed) => `لم يُضف «${typed}». يضيفه Enter من القائمة، أو امسح الحقل.`,
    searching: 'جارٍ البحث…',
    clear: 'مسح',
    saving: 'جارٍ الحفظ…',
    somethingWrong: (count) =>
      plural(count, {
        zero: 'لا حقول تحتاج إلى مراجعة.',
        one: 'حقل واحد يحتاج إلى مراجعة.',
        two: 'حقلان يحتاجان إلى مراجعة.',
        few: '# حقول تحتاج إلى مراجعة.',
        many: '# حقلًا يحتاج إلى مراجعة.',
        other: '# حقل يحتاج إلى مراجعة.',
      }),
    draftRestored: (when) => `أُعيد ما كنت قد كتبته (${when}).`,
    discardDraft: 'البدء من جديد',
    changeUnit: (unit) => `الوحدة: ${unit}. تغيير`,
    notANumber: 'اكتب رقمًا مثل 37.2.',
    notWhole: 'اكتب عددًا صحيحًا.',
    ambiguousNumber: (plain, decimal) => `اكتب ${plain} أو ${decimal}: المكتوب يحتمل الاثنين.`,
    notADate: `اكتب تاريخًا مثل ${ltr('3 5 84')} أو 1984 أو عمرًا مثل ${ltr('2y')}.`,
    notADay: `اكتب يومًا مثل ${ltr('3 5 26')} أو غدًا.`,
    noSuchDay: 'لا يوجد يوم كهذا.',
    notATime: 'اكتب وقتًا مثل 930 أو 9:30 أو 2م.',
    dateInFuture: 'هذا اليوم لم يأتِ بعد.',
    dateInPast: 'هذا اليوم قد مضى.',
    dayHint: `مثل: ${ltr('24 12')} · 24 ديسمبر 2027 · غدًا · ${ltr('2w')}`,
    dateHint: `تاريخ أو سنة أو عمر: ${['3 5 84', '1984', '2y', '6m', '3w'].map(ltr).join(' · ')}`,
    estimated: 'تقديري',
    or: 'أو',
    showSecret: 'إظهار',
    hideSecret: 'إخفاء',
  },
  table: {
    filter: 'تصفية',
    rows: (count) =>
      plural(count, {
        zero: 'لا صفوف',
        one: 'صف واحد',
        two: 'صفان',
        few: '# صفوف',
        many: '# صفًا',
        other: '# صف',
      }),
    rowsOf: (shown, all) => `${number(shown)} من ${number(all)}`,
    noneFit: 'لا صف يطابق التصفية.',
    clearFilter: 'مسح التصفية',
    sortBy: (column) => `ترتيب حسب ${column}`,
  },
  shortcuts: {
    search: 'بحث',
    overlay: 'عرض هذه القائمة',
    closePanel: 'إغلاق اللوحة',
    goBack: 'رجوع',
    goForward: 'تقدّم',
    save: 'حفظ النموذج',
    nextField: 'الحقل التالي',
    toRows: 'الانتقال إلى الصفوف',
    filterTable: 'تصفية الجدول',
    goTo: (page) => `الانتقال إلى ${page}`,
  },
  keys: {
    Ctrl: 'Ctrl',
    Shift: 'Shift',
    Alt: 'Alt',
    Enter: 'Enter',
    Escape: 'Esc',
    then: 'ثم',
  },
  time: {
    now: 'الآن',
    minutesAgo: (count) =>
      plural(count, {
        zero: 'الآن',
        one: 'قبل دقيقة',
        two: 'قبل دقيقتين',
        few: 'قبل # دقائق',
        many: 'قبل # دقيقة',
        other: 'قبل # دقيقة',
      }),
    hoursAgo: (count) =>
      plural(count, {
        zero: 'الآن',
        one: 'قبل ساعة',
        two: 'قبل ساعتين',
        few: 'قبل # ساعات',
        many: 'قبل # ساعة',
        other: 'قبل # ساعة',
      }),
    daysAgo: (count) =>
      plural(count, {
        zero: 'اليوم',
        one: 'قبل يوم',
        two: 'قبل يومين',
        few: 'قبل # أيام',
        many: 'قبل # يومًا',
        other: 'قبل # يوم',
      }),
    ageDays: (count) =>
      plural(count, { zero: '# يوم', one: 'يوم واحد', two: 'يومان', few: '# أيام', many: '# يومًا', other: '# يوم' }),
    ageWeeks: (count) =>
      plural(count, {
        zero: '# أسبوع',
        one: 'أسبوع واحد',
        two: 'أسبوعان',
        few: '# أسابيع',
        many: '# أسبوعًا',
        other: '# أسبوع',
      }),
    ageMonths: (count) =>
      plural(count, { zero: '# شهر', one: 'شهر واحد', two: 'شهران', few: '# أشهر', many: '# شهرًا', other: '# شهر' }),
    ageYears: (count) =>
      plural(count, { zero: '# سنة', one: 'سنة واحدة', two: 'سنتان', few: '# سنوات', many: '# سنة', other: '# سنة' }),
  },
  accounts,
  roles,
  roleDetails,
  alerts,
  audit,
  auditFields,
  backups,
  ageBands,
  metrics,
  severities,
  review,
  settings,
  otherWords,
  start,
  thresholds,
  today,
  units,
  allergies,
  chart,
  conditions,
  limits,
  patients,
  stroke,
  trends,
  vitals,
  appointments,
  queue,
  schedules,
  devices,
  services,
  encounters,
  timeline,
  prescriptions,
  formulary,
  billing,
  till,
  insurers,
  papers,
  figures,
  inbox,
  centre,
  patientPortal,
  sync,
  errors: arErrors,
};
