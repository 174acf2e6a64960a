//! What two records can have in common, in words that a screen can show.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something that two records have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// Given and family name agree.
    SameName,
    /// The names agree but for a slip, a transcription or a part left out.
    SimilarName,
    /// Given and family name are in each other's place.
    NamesSwapped,
    /// One is called by a form of the other's given name.
    Nickname,
    /// The family name agrees, the given name does not.
    SameFamilyName,
    /// The given name agrees, the family name does not.
    SameGivenName,
    /// The birth date agrees.
    SameBirthDate,
    /// Day and month of birth are in each other's place.
    BirthDateTransposed,
    /// The birth dates are a slip apart, or share most of their parts.
    SimilarBirthDate,
    /// The year of birth agrees and more is not known.
    SameBirthYear,
    /// The phone number agrees.
    SamePhone,
    /// The phone numbers are one digit apart.
    SimilarPhone,
    /// The national identity number agrees.
    SameNationalId,
    /// The national identity numbers are one digit apart.
    SimilarNationalId,
    /// The street address agrees.
    SameAddress,
    /// The street addresses resemble each other.
    SimilarAddress,
    /// The town or postal code agrees.
    SamePlace,
    /// Both resemble a third record that resembles each closely.
    SharedDuplicate,
}

impl Reason {
    /// The stable code of the reason, as it is serialised.
    pub fn code(self) -> &'static str {
        match self {
            Reason::SameName => "same_name",
            Reason::SimilarName => "similar_name",
            Reason::NamesSwapped => "names_swapped",
            Reason::Nickname => "nickname",
            Reason::SameFamilyName => "same_family_name",
            Reason::SameGivenName => "same_given_name",
            Reason::SameBirthDate => "same_birth_date",
            Reason::BirthDateTransposed => "birth_date_transposed",
            Reason::SimilarBirthDate => "similar_birth_date",
            Reason::SameBirthYear => "same_birth_year",
            Reason::SamePhone => "same_phone",
            Reason::SimilarPhone => "similar_phone",
            Reason::SameNationalId => "same_national_id",
            Reason::SimilarNationalId => "similar_national_id",
            Reason::SameAddress => "same_address",
            Reason::SimilarAddress => "similar_address",
            Reason::SamePlace => "same_place",
            Reason::SharedDuplicate => "shared_duplicate",
        }
    }
}
