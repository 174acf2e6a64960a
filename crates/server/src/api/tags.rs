//! The groups of the operations, in words.

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Name, what it is about, and the words of a path that belong to it.
const TAGS: &[(&str, &str, &[&str])] = &[
    ("auth", "Signing in, renewing, registering, forgotten passwords, and one's own sign-ins.", &["auth"]),
    (
        "patients",
        "Who the patients are: register, search, read, change, void, history, and who is one person.",
        &["patients", "photo", "joined", "parted", "reinstated", "pairs", "duplicates", "emergency"],
    ),
    (
        "chart",
        "What is known of a patient's health: allergies, conditions, flags, the timeline.",
        &["banner", "flags", "allergies", "conditions", "timeline", "last-visit"],
    ),
    ("vitals", "Readings, what they come to, and how they go in time.", &["vitals"]),
    ("thresholds", "The limits of readings: the patient's own, a practitioner's, the site's.", &["thresholds"]),
    ("alerts", "Readings past a limit, and who takes care.", &["alerts"]),
    ("devices", "What measures, whose it is now, and what it says.", &["devices", "measurements"]),
    ("stroke", "Assessments of the risk of a stroke.", &["stroke"]),
    (
        "appointments",
        "Times, their life, the waiting list and the queue.",
        &["appointments", "calendar", "waitlist", "queue"],
    ),
    (
        "schedules",
        "Practitioners, their hours and leave, rooms, services and holidays.",
        &["practitioners", "rooms", "services", "leave", "holidays"],
    ),
    ("encounters", "Contacts for care: notes, diagnoses, signatures.", &["encounters", "diagnoses"]),
    (
        "prescriptions",
        "What is prescribed, checked and handed out.",
        &["prescriptions", "prescription-items", "medications", "dispensary", "dispenses", "favourites"],
    ),
    ("formulary", "The medicines that can be prescribed.", &["formulary"]),
    (
        "billing",
        "Charges, invoices, credits, payments, refunds and the till.",
        &["billing", "charges", "invoices", "credits", "payments", "refunds", "shifts", "balance", "statement"],
    ),
    ("insurers", "Insurers, and whom they cover.", &["insurers", "coverages"]),
    ("messages", "One's inbox: alerts, tasks, reminders, notes.", &["messages"]),
    ("reports", "Reports that are made in the background.", &["reports", "report", "jobs"]),
    ("papers", "What is printed, and under which letterhead.", &["papers", "letterhead", "numbers"]),
    ("figures", "What the clinic's days come to: the dashboard, and the lists behind its numbers.", &["figures"]),
    ("accounts", "Who may sign in, and as what.", &["accounts", "roles", "colleagues", "profile"]),
    ("site", "The clinic's settings, and the organization's sites.", &["site", "sites"]),
    ("audit", "Who did and read what.", &["audit"]),
    ("sync", "How replicas come together, and what only a person can settle.", &["sync", "review", "conflicts"]),
    ("centre", "The server itself: who is enrolled, how it does, its rates.", &["centre"]),
    ("live", "What happens, as it happens.", &["live"]),
    ("portal", "What patients see and do themselves.", &["portal", "me"]),
    ("other", "What belongs nowhere else.", &[]),
];

/// The group of a path: that of its last word that has one.
pub(super) fn of(path: &str) -> &'static str {
    let of_word = |word: &str| TAGS.iter().find(|(_, _, words)| words.contains(&word)).map(|(name, ..)| *name);
    path.split('/').rev().find_map(of_word).unwrap_or("other")
}

/// The groups that paths use, in order.
pub(super) fn used(paths: &Map<String, Value>) -> Value {
    let operations = paths.values().filter_map(Value::as_object).flat_map(Map::values);
    let used: BTreeSet<&str> = operations.filter_map(|one| one["tags"][0].as_str()).collect();
    let shown = TAGS.iter().filter(|(name, ..)| used.contains(name));
    shown.map(|(name, about, _)| json!({ "name": name, "description": about })).collect()
}
