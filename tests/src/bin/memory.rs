//! What memory the window holds in the course of days of 2,520 commands, as JSON: it should not grow.
//!
//! The commands are called in the window itself, on the screen of somebody who is signed in, so that what changes is
//! told to that screen as on any day. The first day is for caches and heaps to fill; those after it are compared. Each
//! look is taken at rest, once the page has thrown its rubbish away: between two rests its heap goes up and down by
//! 30 MiB. The program itself stays within 1 MiB once the pages of its file are in its caches; a clinic that has just
//! begun fills them for another day. Other windows of the same program share pages with this one: a look while one opens
//! or closes is wrong by what they share.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use healthsync_stories::Desk;
use healthsync_stories::journey::{PASSWORD, set_up};
use healthsync_stories::memory::held_each;
use serde_json::json;

/// So many commands are one visit.
const A_VISIT: usize = 21;
/// So many visits are between two looks at the memory.
const VISITS: usize = 24;
/// So many looks are a day, and so many days are counted after the first.
const LOOKS: usize = 5;
const DAYS: usize = 3;
/// An idle page collects its rubbish within so long.
const REST: Duration = Duration::from_secs(12);

/// Visits of patients, one after the other: what everybody at the clinic calls for each.
const SCRIPT: &str = r"
const [password, first, visits, done] = arguments;
const invoke = (session, name, input) => window.__TAURI_INTERNALS__.invoke('call', { name, session, input });
(async () => {
  const { session } = await invoke(null, 'sign_in', { username: 'halima', password });
  let count = 0;
  const call = (name, input = {}) => { count += 1; return invoke(session, name, input); };
  const today = new Date().toISOString().slice(0, 10);
  for (let at = first; at < first + visits; at += 1) {
    const registered = await call('register_patient', {
      given_name: `Amina ${at}`, family_name: 'Osman', sex: 'female', birth_on: '1976-02-03',
    });
    const patient_id = registered.patient.id;
    const of = { patient_id };
    await call('search_patients', { query: `Amina ${at}` });
    await call('patients', { limit: 50 });
    await call('patient', of);
    await call('register_walk_in', { patient_id, priority: 'routine', reason: 'Cough' });
    await call('queue', {});
    await call('calendar', { from_on: today, to_on: today });
    await call('banner_of_patient', of);
    await call('record_allergy', {
      patient_id,
      details: { substance: 'Penicillin', category: 'medication', severity: 'mild', status: 'active' },
    });
    await call('record_vitals', { patient_id, heart_rate_bpm: 80, weight_kg: 63 });
    await call('latest_vitals', of);
    await call('trends_of_patient', of);
    await call('alerts', {});
    const visit = await call('open_encounter', { patient_id, kind: 'consultation' });
    const [found] = await call('search_drugs', { text: 'paracetamol 500 tablet' });
    const item = { drug_id: found.drug.id, dose: 2, frequency: 'three_times_daily', duration_days: 3 };
    await call('check_prescription', { patient_id, items: [item] });
    await call('prescribe', { patient_id, items: [item] });
    await call('medications_of_patient', of);
    await call('timeline_of_patient', of);
    const { id, kind } = visit.encounter;
    await call('sign_encounter', { id, kind, version: visit.version, note: { complaint: 'Cough', plan: 'Rest' } });
    await call('messages', {});
  }
  await invoke(session, 'sign_out', {});
  return count;
})().then(done, (problem) => done(JSON.stringify(problem) + String(problem.message)));
";

#[tokio::main]
async fn main() -> Result<()> {
    let Some(desk) = Desk::set_up().await? else {
        bail!("there is nothing here to open a window on");
    };
    let window = desk.open().await?;
    set_up(&window).await?;
    // A day of commands takes longer than a script usually may.
    let patience = fantoccini::wd::TimeoutConfiguration::new(Some(Duration::from_secs(600)), None, None);
    window.client().update_timeouts(patience).await?;
    let mut looks = vec![];
    for look in 0..LOOKS * (1 + DAYS) {
        let arguments = vec![json!(PASSWORD), json!(look * VISITS), json!(VISITS)];
        let called = window.client().execute_async(SCRIPT, arguments).await?;
        let called = called.as_u64().with_context(|| format!("the commands failed: {called}"))?;
        if called != (A_VISIT * VISITS) as u64 {
            bail!("{called} commands were called");
        }
        tokio::time::sleep(REST).await;
        let each = held_each(desk.home(), "healthsync")?;
        let parts: Vec<String> = each.iter().map(|(process, mib)| format!("{process} {mib:.1}")).collect();
        let drawn = window.eval("return document.querySelectorAll('*').length").await?;
        let file_mib = std::fs::metadata(desk.data().join("clinic.db"))?.len() as f64 / f64::from(1 << 20);
        let commands = (look + 1) * A_VISIT * VISITS;
        eprintln!("after {commands} commands: {}; {drawn} elements, a file of {file_mib:.1} MiB", parts.join(", "));
        looks.push(each);
    }
    window.close().await?;
    // Every look of a day counts: one alone is a matter of what had just been thrown away.
    let days: Vec<BTreeMap<&str, f64>> = looks.chunks(LOOKS).map(mean).collect();
    let figures = json!({
        "memory_pss": { "commands_a_day": LOOKS * A_VISIT * VISITS, "days_mib": days, "looks_mib": looks },
    });
    println!("{figures:#}");
    Ok(())
}

/// What each process held on average, and all together.
fn mean(looks: &[BTreeMap<String, f64>]) -> BTreeMap<&str, f64> {
    let mut held: BTreeMap<&str, f64> = BTreeMap::new();
    for (process, mib) in looks.iter().flatten() {
        *held.entry(process.as_str()).or_default() += mib / looks.len() as f64;
        *held.entry("together").or_default() += mib / looks.len() as f64;
    }
    held
}
