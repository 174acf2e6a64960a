//! The words of a formulary: forms, units, routes, and what is known of pregnancy.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $($(#[$variant_doc])* #[serde(rename = $code)] $variant),* }

        impl $name {
            /// Every choice.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// Its code in records and files.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $($name::$variant => $code),* }
            }

            /// The choice that a code names.
            #[must_use]
            pub fn of(code: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|choice| choice.code() == code)
            }
        }
    };
}
pub(crate) use words;

words! {
    /// The form of a drug.
    DrugForm {
        /// A tablet to swallow.
        Tablet = "tablet",
        /// A tablet that dissolves in water.
        DispersibleTablet = "dispersible_tablet",
        /// A tablet to chew.
        ChewableTablet = "chewable_tablet",
        /// A tablet that releases slowly.
        ModifiedReleaseTablet = "modified_release_tablet",
        /// A tablet under the tongue.
        SublingualTablet = "sublingual_tablet",
        /// A capsule.
        Capsule = "capsule",
        /// A solution, syrup or suspension to drink.
        OralLiquid = "oral_liquid",
        /// A powder to dissolve and drink.
        OralPowder = "oral_powder",
        /// A solution to inject.
        Injection = "injection",
        /// A powder to dissolve and inject.
        PowderForInjection = "powder_for_injection",
        /// A solution to infuse.
        Infusion = "infusion",
        /// A vaccine.
        Vaccine = "vaccine",
        /// A cream.
        Cream = "cream",
        /// An ointment.
        Ointment = "ointment",
        /// A gel.
        Gel = "gel",
        /// A lotion.
        Lotion = "lotion",
        /// A solution for the skin.
        TopicalSolution = "topical_solution",
        /// A shampoo.
        Shampoo = "shampoo",
        /// Drops for the eye.
        EyeDrops = "eye_drops",
        /// An ointment for the eye.
        EyeOintment = "eye_ointment",
        /// Drops for the ear.
        EarDrops = "ear_drops",
        /// A spray for the nose.
        NasalSpray = "nasal_spray",
        /// A metered-dose inhaler.
        Inhaler = "inhaler",
        /// A solution for a nebuliser.
        NebuliserSolution = "nebuliser_solution",
        /// A suppository.
        Suppository = "suppository",
        /// A solution for the rectum.
        RectalSolution = "rectal_solution",
        /// A pessary or vaginal tablet.
        Pessary = "pessary",
        /// A patch.
        Patch = "patch",
        /// An implant.
        Implant = "implant",
        /// A device in the womb.
        IntrauterineDevice = "intrauterine_device",
        /// A lozenge.
        Lozenge = "lozenge",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// What a dose, a strength or a quantity is counted in.
    DoseUnit {
        /// Tablets.
        Tablet = "tablet",
        /// Capsules.
        Capsule = "capsule",
        /// Millilitres.
        Millilitre = "ml",
        /// Drops.
        Drop = "drop",
        /// Puffs or sprays.
        Puff = "puff",
        /// Sachets.
        Sachet = "sachet",
        /// Suppositories.
        Suppository = "suppository",
        /// Pessaries.
        Pessary = "pessary",
        /// Patches.
        Patch = "patch",
        /// Ampoules.
        Ampoule = "ampoule",
        /// Vials.
        Vial = "vial",
        /// Thin layers on the skin or strips in the eye.
        Application = "application",
        /// Bottles or tubes.
        Pack = "pack",
        /// Pieces: lozenges, devices, implants.
        Piece = "piece",
        /// Doses of a vaccine.
        VaccineDose = "vaccine_dose",
        /// Grams.
        Gram = "g",
        /// Milligrams.
        Milligram = "mg",
        /// Micrograms.
        Microgram = "mcg",
        /// International units.
        InternationalUnit = "iu",
        /// Millimoles.
        Millimole = "mmol",
    }
}

words! {
    /// The way by which a drug is given.
    Route {
        /// By mouth.
        Oral = "oral",
        /// Under the tongue.
        Sublingual = "sublingual",
        /// In the cheek or on the lining of the mouth.
        Buccal = "buccal",
        /// Into a vein.
        Intravenous = "intravenous",
        /// Into a muscle.
        Intramuscular = "intramuscular",
        /// Under the skin.
        Subcutaneous = "subcutaneous",
        /// Into the skin.
        Intradermal = "intradermal",
        /// Breathed in.
        Inhaled = "inhaled",
        /// Into the nose.
        Nasal = "nasal",
        /// Into the eye.
        Ophthalmic = "ophthalmic",
        /// Into the ear.
        Otic = "otic",
        /// On the skin.
        Topical = "topical",
        /// Through the skin.
        Transdermal = "transdermal",
        /// Into the rectum.
        Rectal = "rectal",
        /// Into the vagina.
        Vaginal = "vaginal",
        /// Into the womb.
        Intrauterine = "intrauterine",
    }
}

words! {
    /// What the formulary says of use in pregnancy.
    PregnancyAdvice {
        /// It says nothing: nothing is checked.
        NotStated = "not_stated",
        /// Used in pregnancy.
        Compatible = "compatible",
        /// Only where the benefit outweighs the risk, or not in every trimester.
        Caution = "caution",
        /// To be avoided.
        Avoid = "avoid",
    }
}

impl DoseUnit {
    /// Whether it measures the substance itself, not the form that it comes in.
    #[must_use]
    pub fn is_of_substance(self) -> bool {
        use DoseUnit::{Gram, InternationalUnit, Microgram, Milligram, Millimole};
        matches!(self, Gram | Milligram | Microgram | InternationalUnit | Millimole)
    }

    /// How many micrograms one is, for the units of mass.
    #[must_use]
    pub fn in_micrograms(self) -> Option<u32> {
        match self {
            DoseUnit::Gram => Some(1_000_000),
            DoseUnit::Milligram => Some(1_000),
            DoseUnit::Microgram => Some(1),
            _ => None,
        }
    }

    /// Whether only whole ones can be handed out.
    #[must_use]
    pub fn is_whole(self) -> bool {
        !self.is_of_substance() && self != DoseUnit::Millilitre
    }
}
