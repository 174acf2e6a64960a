//! Why the made-up people come, what is found, and what they are given. Composed for trying the program, not for care.

/// A medicine of a case: name, form, strength, dose, unit, frequency, days, with food.
pub struct Given {
    pub name: &'static str,
    pub form: &'static str,
    pub strength: &'static str,
    pub dose: u32,
    pub unit: &'static str,
    pub frequency: &'static str,
    pub days: u32,
    pub food: Option<&'static str>,
}

/// A visit.
pub struct Case {
    pub complaint: &'static str,
    pub history: &'static str,
    pub examination: &'static str,
    pub assessment: &'static str,
    pub plan: &'static str,
    pub diagnosis: (&'static str, &'static str),
    /// Tenths of a degree that a fever adds.
    pub fever: i64,
    pub given: &'static [Given],
    /// Which service, as the furniture lists them.
    pub service: usize,
    /// It is for people from this age on.
    pub from_years: i64,
}

const fn given(
    name: &'static str,
    form: &'static str,
    strength: &'static str,
    unit: &'static str,
    frequency: &'static str,
    days: u32,
    food: Option<&'static str>,
) -> Given {
    Given { name, form, strength, dose: 1, unit, frequency, days, food }
}

const PARACETAMOL: Given = given("Paracetamol", "tablet", "500 mg", "tablet", "three_times_daily", 3, None);

pub const CASES: &[Case] = &[
    Case {
        complaint: "Sore throat and fever for three days",
        history: "No cough. Eats and drinks. A brother had the same last week.",
        examination: "Tonsils red with exudate, tender nodes at the neck. Chest clear.",
        assessment: "Likely streptococcal tonsillitis.",
        plan: "Antibiotic for seven days, fluids, back if no better in three days.",
        diagnosis: ("Acute tonsillitis", "J03"),
        fever: 15,
        given: &[given("Amoxicillin", "capsule", "500 mg", "capsule", "three_times_daily", 7, None), PARACETAMOL],
        service: 0,
        from_years: 15,
    },
    Case {
        complaint: "Blood pressure check",
        history: "Takes the tablets most days. No headache, no chest pain.",
        examination: "Well. No oedema.",
        assessment: "Hypertension, control could be better.",
        plan: "Continue, less salt, back in four weeks.",
        diagnosis: ("Essential (primary) hypertension", "I10"),
        fever: 0,
        given: &[given("Amlodipine", "tablet", "5 mg", "tablet", "once_daily", 28, None)],
        service: 1,
        from_years: 35,
    },
    Case {
        complaint: "Diabetes review",
        history: "Thirsty in the evenings. Walks every day.",
        examination: "Feet intact, pulses felt.",
        assessment: "Type 2 diabetes, fair control.",
        plan: "Continue, diet talked through, fasting glucose at the next visit.",
        diagnosis: ("Type 2 diabetes mellitus", "E11"),
        fever: 0,
        given: &[given("Metformin", "tablet", "500 mg", "tablet", "twice_daily", 30, Some("with"))],
        service: 1,
        from_years: 35,
    },
    Case {
        complaint: "Watery stools since yesterday",
        history: "Six stools, no blood. Drinks, passes urine.",
        examination: "Not dehydrated. Abdomen soft.",
        assessment: "Acute gastroenteritis without dehydration.",
        plan: "Oral rehydration, come back at once with blood or if not drinking.",
        diagnosis: ("Gastroenteritis and colitis", "A09"),
        fever: 4,
        given: &[],
        service: 0,
        from_years: 1,
    },
    Case {
        complaint: "Sneezing and itchy eyes",
        history: "Every year at this time.",
        examination: "Nose pale and swollen. Chest clear.",
        assessment: "Allergic rhinitis.",
        plan: "Tablet at night while the season lasts.",
        diagnosis: ("Allergic rhinitis", "J30"),
        fever: 0,
        given: &[given("Cetirizine", "tablet", "10 mg", "tablet", "at_night", 14, None)],
        service: 0,
        from_years: 12,
    },
    Case {
        complaint: "Burning in the stomach after meals",
        history: "For a month. No weight loss, no black stools.",
        examination: "Slight tenderness under the breastbone.",
        assessment: "Dyspepsia.",
        plan: "Two weeks of treatment, fewer late meals, back if it returns.",
        diagnosis: ("Functional dyspepsia", "K30"),
        fever: 0,
        given: &[given("Omeprazole", "capsule", "20 mg", "capsule", "in_the_morning", 14, Some("before"))],
        service: 0,
        from_years: 18,
    },
    Case {
        complaint: "Back pain after lifting",
        history: "Since two days. No weakness, no numbness.",
        examination: "Muscles tight, legs strong, reflexes equal.",
        assessment: "Mechanical low back pain.",
        plan: "Keep moving, pain relief, back if the legs become weak.",
        diagnosis: ("Low back pain", "M54.5"),
        fever: 0,
        given: &[given("Ibuprofen", "tablet", "400 mg", "tablet", "three_times_daily", 5, Some("after"))],
        service: 0,
        from_years: 18,
    },
    Case {
        complaint: "Change of dressing",
        history: "Cut on the forearm last week.",
        examination: "Wound clean, edges together.",
        assessment: "Healing well.",
        plan: "Dressing every third day, stitches out next week.",
        diagnosis: ("Open wound of forearm", "S51"),
        fever: 0,
        given: &[],
        service: 3,
        from_years: 3,
    },
];
