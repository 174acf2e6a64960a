//! What programs that listen are told, and what they lack who were told elsewhere.

use healthsync_clinic::db::Changed;
use healthsync_clinic::live::{LiveEvent, ToldUpto};
use healthsync_stories::clinic::TestClinic;
use serde_json::{Value, json};

fn measure(clinic: &TestClinic, patient: &str, rate: u32) -> String {
    clinic.time.pass(1_000);
    let kept = clinic.call("record_vitals", json!({ "patient_id": patient, "heart_rate_bpm": rate }));
    kept["vitals"]["id"].as_str().expect("it has an id").to_owned()
}

fn told_of(events: Option<Vec<LiveEvent>>) -> Vec<String> {
    events.expect("it can be told").into_iter().map(|event| event.id.to_string()).collect()
}

#[test]
fn who_was_told_up_to_somewhere_lacks_what_came_after_and_too_much_is_not_told() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let first = clinic.clinic().live_standing().expect("the file is there");
    let kept: Vec<String> = (70..73).map(|rate| measure(&clinic, &patient, rate)).collect();
    let lacking = |told: &ToldUpto, most| clinic.clinic().live_lacking(told, most).expect("the file is there");
    let word = first.told.to_word().expect("a small clinic has a short word");
    let again = ToldUpto::from_word(&word).expect("it is one");
    assert_eq!(told_of(lacking(&again, 10)), kept, "what came after, in order");
    assert!(lacking(&again, 2).is_none(), "who lacks too much looks at everything anew");
    let now = clinic.clinic().live_standing().expect("the file is there");
    assert_eq!(told_of(lacking(&now.told, 10)), Vec::<String>::new(), "who was told all lacks nothing");
    clinic.patient("Zahra");
    assert_eq!(told_of(lacking(&now.told, 10)), Vec::<String>::new(), "of what nobody is told nobody lacks anything");
}

#[test]
fn what_could_not_be_shown_yet_counts_as_not_told() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    measure(&clinic, &patient, 70);
    let aside = measure(&clinic, &patient, 71);
    let after = measure(&clinic, &patient, 72);
    let sql = "INSERT OR REPLACE INTO standing (record, kind, conflicts, is_voided_unseen, quarantine)
               VALUES (?1, 'vitals', '', 0, 'its patient is not here')";
    clinic.raw().execute(sql, [&aside]).expect("the table is there");
    let told = clinic.clinic().live_standing().expect("the file is there").told;
    let lacking = clinic.clinic().live_lacking(&told, 10).expect("the file is there");
    assert_eq!(told_of(lacking), [aside, after], "another server, which shows it, tells of it, and again of the next");
}

#[test]
fn what_was_looked_at_ahead_of_the_word_that_it_changed_is_told_once() {
    let clinic = TestClinic::open();
    let patient = clinic.patient("Amina");
    let mut at = clinic.clinic().live_standing().expect("the file is there");
    let [one, two] = [70, 71].map(|rate| measure(&clinic, &patient, rate));
    let mut news = |ids: &[&str], most| {
        let changed = |id: &&str| -> Changed {
            serde_json::from_value::<Changed>(json!({ "kind": "vitals", "id": Value::from(*id) })).expect("a change")
        };
        let changed: Vec<Changed> = ids.iter().map(changed).collect();
        clinic.clinic().live_news(&mut at, &changed, most).expect("the file is there")
    };
    assert_eq!(told_of(news(&[&one], 10)), [one.clone(), two.clone()], "both are in the logs by now");
    assert_eq!(told_of(news(&[&two], 10)), Vec::<String>::new(), "the word of the second comes late");
    assert_eq!(told_of(news(&[&one], 10)), vec![one.clone()], "what is shown anew is told anew");
    for rate in 80..84 {
        measure(&clinic, &patient, rate);
    }
    assert!(news(&[], 3).is_none(), "too much at once is not told one by one");
    assert_eq!(told_of(news(&[], 3)), Vec::<String>::new(), "and is done with");
}
