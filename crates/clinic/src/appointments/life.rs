//! The life of an appointment: one table of which step leads from where to where. Whatever is not in it is refused.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where in its life an appointment is (FHIR's statuses, and `started`: FHIR's checked-in with an encounter).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AppointmentStatus {
    /// Waits for a time.
    Waitlist,
    /// Suggested, e.g. a follow-up; nobody has agreed yet.
    Proposed,
    /// Held until the patient agrees.
    Pending,
    /// Agreed.
    Booked,
    /// The patient is here.
    Arrived,
    /// The patient is here and the front desk is done.
    CheckedIn,
    /// The consultation is going on.
    Started,
    /// It is over.
    Fulfilled,
    /// It will not take place.
    Cancelled,
    /// Nobody came.
    Noshow,
}

/// What can be done with an appointment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AppointmentStep {
    /// Hold a proposed time until the patient agrees.
    Hold,
    /// The patient agrees, or says again that they will come.
    Confirm,
    /// Give a time to who waits for one.
    Book,
    /// Give it another time, practitioner or room.
    Reschedule,
    /// The patient is here.
    Arrive,
    /// The front desk is done.
    CheckIn,
    /// The consultation begins.
    Start,
    /// The consultation is over.
    Fulfil,
    /// Nobody came.
    NoShow,
    /// It will not take place, for a reason.
    Cancel,
    /// Give the time up and wait for another.
    PutOnWaitlist,
    /// The patient is not here after all.
    UndoArrive,
    /// The front desk is not done after all.
    UndoCheckIn,
    /// The consultation has not begun after all.
    UndoStart,
    /// The consultation is not over after all.
    UndoFulfil,
    /// The patient came after all, or was not meant.
    UndoNoShow,
    /// It will take place after all.
    Reinstate,
    /// A walk-in who left is here after all, and waits since when they came.
    UndoLeave,
}

use AppointmentStatus::*;
use AppointmentStep::*;

/// The whole life: from, step, to.
const LIFE: &[(AppointmentStatus, AppointmentStep, AppointmentStatus)] = &[
    (Waitlist, Book, Booked),
    (Waitlist, Cancel, Cancelled),
    (Proposed, Confirm, Booked),
    (Proposed, Hold, Pending),
    (Proposed, Reschedule, Proposed),
    (Proposed, PutOnWaitlist, Waitlist),
    (Proposed, Cancel, Cancelled),
    (Pending, Confirm, Booked),
    (Pending, Reschedule, Pending),
    (Pending, PutOnWaitlist, Waitlist),
    (Pending, Cancel, Cancelled),
    (Booked, Arrive, Arrived),
    (Booked, CheckIn, CheckedIn),
    (Booked, Confirm, Booked),
    (Booked, Reschedule, Booked),
    (Booked, NoShow, Noshow),
    (Booked, PutOnWaitlist, Waitlist),
    (Booked, Cancel, Cancelled),
    (Arrived, CheckIn, CheckedIn),
    (Arrived, Start, Started),
    (Arrived, UndoArrive, Booked),
    (Arrived, Cancel, Cancelled),
    (CheckedIn, Start, Started),
    (CheckedIn, UndoCheckIn, Arrived),
    (CheckedIn, UndoArrive, Booked),
    (CheckedIn, Cancel, Cancelled),
    (Started, Fulfil, Fulfilled),
    (Started, UndoStart, CheckedIn),
    (Fulfilled, UndoFulfil, Started),
    (Cancelled, Reinstate, Booked),
    (Cancelled, UndoLeave, CheckedIn),
    (Noshow, UndoNoShow, Booked),
];

impl AppointmentStatus {
    /// Every status.
    pub const ALL: [AppointmentStatus; 10] =
        [Waitlist, Proposed, Pending, Booked, Arrived, CheckedIn, Started, Fulfilled, Cancelled, Noshow];

    /// The status's name in records.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Waitlist => "waitlist",
            Proposed => "proposed",
            Pending => "pending",
            Booked => "booked",
            Arrived => "arrived",
            CheckedIn => "checked_in",
            Started => "started",
            Fulfilled => "fulfilled",
            Cancelled => "cancelled",
            Noshow => "noshow",
        }
    }

    /// The status of that name in records.
    #[must_use]
    pub fn named(code: &str) -> Option<AppointmentStatus> {
        AppointmentStatus::ALL.into_iter().find(|status| status.code() == code)
    }

    /// How much of it was seen to happen: what did counts for more than what did not.
    pub(super) fn rank(self) -> u8 {
        match self {
            Cancelled | Noshow => 0,
            Waitlist => 1,
            Proposed => 2,
            Pending => 3,
            Booked => 4,
            Arrived => 5,
            CheckedIn => 6,
            Started => 7,
            Fulfilled => 8,
        }
    }

    /// Whether the slot is taken: nobody else can have it.
    #[must_use]
    pub fn is_occupying(self) -> bool {
        !matches!(self, Waitlist | Cancelled | Noshow)
    }

    /// Whether the patient is here and waits, or is being seen.
    #[must_use]
    pub fn is_here(self) -> bool {
        matches!(self, Arrived | CheckedIn | Started)
    }

    /// The status in words, to end "This appointment is …".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Waitlist => "on the waiting list",
            Proposed => "proposed",
            Pending => "held",
            Booked => "booked",
            Arrived => "one whose patient has arrived",
            CheckedIn => "checked in",
            Started => "under way",
            Fulfilled => "over",
            Cancelled => "cancelled",
            Noshow => "marked as missed",
        }
    }
}

impl AppointmentStep {
    /// Every step.
    pub const ALL: [AppointmentStep; 18] = [
        Hold,
        Confirm,
        Book,
        Reschedule,
        Arrive,
        CheckIn,
        Start,
        Fulfil,
        NoShow,
        Cancel,
        PutOnWaitlist,
        UndoArrive,
        UndoCheckIn,
        UndoStart,
        UndoFulfil,
        UndoNoShow,
        Reinstate,
        UndoLeave,
    ];

    /// Whether a walk-in can take the step: it has no time to go back to.
    #[must_use]
    pub fn is_for_walk_ins(self) -> bool {
        !matches!(
            self,
            Hold | Confirm | Book | Reschedule | NoShow | PutOnWaitlist | UndoArrive | UndoNoShow | Reinstate
        )
    }

    /// Whether only a walk-in can take the step: who had a time is given one again.
    #[must_use]
    pub fn is_only_for_walk_ins(self) -> bool {
        self == UndoLeave
    }

    /// The step in words, to end "You can …".
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Hold => "hold it",
            Confirm => "confirm it",
            Book => "give it a time",
            Reschedule => "reschedule it",
            Arrive => "note that the patient has arrived",
            CheckIn => "check the patient in",
            Start => "start the consultation",
            Fulfil => "end the consultation",
            NoShow => "note that nobody came",
            Cancel => "cancel it",
            PutOnWaitlist => "put it on the waiting list",
            UndoArrive => "take the arrival back",
            UndoCheckIn => "take the check-in back",
            UndoStart => "take the start back",
            UndoFulfil => "take the end back",
            UndoNoShow => "take back that nobody came",
            Reinstate => "reinstate it",
            UndoLeave => "note that the patient is here after all",
        }
    }
}

/// Where a step leads; none where it cannot be taken.
#[must_use]
pub fn after(status: AppointmentStatus, step: AppointmentStep, is_walk_in: bool) -> Option<AppointmentStatus> {
    let is_for = if is_walk_in { step.is_for_walk_ins() } else { !step.is_only_for_walk_ins() };
    if !is_for {
        return None;
    }
    LIFE.iter().find(|(from, by, _)| (*from, *by) == (status, step)).map(|(_, _, to)| *to)
}

/// The steps that can be taken.
#[must_use]
pub fn possible(status: AppointmentStatus, is_walk_in: bool) -> Vec<AppointmentStep> {
    AppointmentStep::ALL.into_iter().filter(|step| after(status, *step, is_walk_in).is_some()).collect()
}
