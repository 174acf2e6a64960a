// Allergens that are met often, with WHO ATC codes (ATC/DDD Index) where they are medicines.
import type { AllergyCategory } from '../generated/commands';

export interface Allergen {
  en: string;
  ar: string;
  category: AllergyCategory;
  /** The ATC code: of the substance, or of the group that it names. */
  atc?: string;
}

export const ALLERGENS: readonly Allergen[] = [
  { en: 'Penicillins', ar: 'البنسلينات', category: 'medication', atc: 'J01C' },
  { en: 'Amoxicillin', ar: 'أموكسيسيلين', category: 'medication', atc: 'J01CA04' },
  { en: 'Ampicillin', ar: 'أمبيسيلين', category: 'medication', atc: 'J01CA01' },
  { en: 'Benzylpenicillin', ar: 'بنزيل بنسلين', category: 'medication', atc: 'J01CE01' },
  { en: 'Amoxicillin and clavulanic acid', ar: 'أموكسيسيلين وحمض الكلافولانيك', category: 'medication', atc: 'J01CR02' },
  { en: 'Ceftriaxone', ar: 'سيفترياكسون', category: 'medication', atc: 'J01DD04' },
  { en: 'Cefalexin', ar: 'سيفاليكسين', category: 'medication', atc: 'J01DB01' },
  { en: 'Sulfamethoxazole and trimethoprim', ar: 'كوتريموكسازول', category: 'medication', atc: 'J01EE01' },
  { en: 'Ciprofloxacin', ar: 'سيبروفلوكساسين', category: 'medication', atc: 'J01MA02' },
  { en: 'Doxycycline', ar: 'دوكسيسيكلين', category: 'medication', atc: 'J01AA02' },
  { en: 'Erythromycin', ar: 'إريثروميسين', category: 'medication', atc: 'J01FA01' },
  { en: 'Azithromycin', ar: 'أزيثروميسين', category: 'medication', atc: 'J01FA10' },
  { en: 'Clindamycin', ar: 'كليندامايسين', category: 'medication', atc: 'J01FF01' },
  { en: 'Gentamicin', ar: 'جنتاميسين', category: 'medication', atc: 'J01GB03' },
  { en: 'Vancomycin', ar: 'فانكومايسين', category: 'medication', atc: 'J01XA01' },
  { en: 'Metronidazole', ar: 'ميترونيدازول', category: 'medication', atc: 'P01AB01' },
  { en: 'Quinine', ar: 'كينين', category: 'medication', atc: 'P01BC01' },
  { en: 'Acetylsalicylic acid', ar: 'أسبرين', category: 'medication', atc: 'N02BA01' },
  { en: 'Paracetamol', ar: 'باراسيتامول', category: 'medication', atc: 'N02BE01' },
  { en: 'Ibuprofen', ar: 'إيبوبروفين', category: 'medication', atc: 'M01AE01' },
  { en: 'Diclofenac', ar: 'ديكلوفيناك', category: 'medication', atc: 'M01AB05' },
  { en: 'Morphine', ar: 'مورفين', category: 'medication', atc: 'N02AA01' },
  { en: 'Codeine', ar: 'كوديين', category: 'medication', atc: 'R05DA04' },
  { en: 'Tramadol', ar: 'ترامادول', category: 'medication', atc: 'N02AX02' },
  { en: 'Lidocaine', ar: 'ليدوكايين', category: 'medication', atc: 'N01BB02' },
  { en: 'Suxamethonium', ar: 'سكساميثونيوم', category: 'medication', atc: 'M03AB01' },
  { en: 'Carbamazepine', ar: 'كاربامازيبين', category: 'medication', atc: 'N03AF01' },
  { en: 'Phenytoin', ar: 'فينيتوين', category: 'medication', atc: 'N03AB02' },
  { en: 'Lamotrigine', ar: 'لاموتريجين', category: 'medication', atc: 'N03AX09' },
  { en: 'Allopurinol', ar: 'ألوبيورينول', category: 'medication', atc: 'M04AA01' },
  { en: 'Enalapril', ar: 'إنالابريل', category: 'medication', atc: 'C09AA02' },
  { en: 'Heparin', ar: 'هيبارين', category: 'medication', atc: 'B01AB01' },
  { en: 'Iodinated contrast media', ar: 'صبغة الأشعة اليودية', category: 'medication', atc: 'V08A' },
  { en: 'Peanut', ar: 'الفول السوداني', category: 'food' },
  { en: 'Tree nuts', ar: 'المكسرات', category: 'food' },
  { en: 'Cow’s milk', ar: 'حليب البقر', category: 'food' },
  { en: 'Egg', ar: 'البيض', category: 'food' },
  { en: 'Fish', ar: 'السمك', category: 'food' },
  { en: 'Shellfish', ar: 'المحار والقشريات', category: 'food' },
  { en: 'Wheat', ar: 'القمح', category: 'food' },
  { en: 'Soya', ar: 'الصويا', category: 'food' },
  { en: 'Sesame', ar: 'السمسم', category: 'food' },
  { en: 'Latex', ar: 'اللاتكس', category: 'environment' },
  { en: 'Bee or wasp sting', ar: 'لدغ النحل أو الدبابير', category: 'environment' },
  { en: 'House dust mite', ar: 'عث الغبار المنزلي', category: 'environment' },
  { en: 'Pollen', ar: 'حبوب اللقاح', category: 'environment' },
  { en: 'Animal dander', ar: 'وبر الحيوانات', category: 'environment' },
];
