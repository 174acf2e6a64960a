//! Papers over the API, and reports made in the background.

use super::centre::{Centre, text};
use super::stores::{Store, on_both_stores};
use serde_json::json;
use std::time::Duration;

on_both_stores!(a_report_that_was_asked_for_is_made_in_the_background);

async fn a_report_that_was_asked_for_is_made_in_the_background<S: Store>() {
    let centre = Centre::start_on::<S>().await;
    let admin = centre.admin().await;
    let made = centre
        .post("/patients", &admin, json!({ "given_name": "Amina", "sex": "female", "birth_on": "1976-02-03" }))
        .await;
    let id = text(&made.body["patient"]["id"]);
    let asked = centre.post(&format!("/patients/{id}/report"), &admin, json!({})).await;
    assert_eq!(asked.status, 201, "it is asked for: {}", asked.body);
    let path = format!("/reports/{}/file", text(&asked.body["id"]));
    for _ in 0..600 {
        let file = centre.get(&path, &admin).await;
        if file.status == 200 {
            assert!(text(&file.body["pdf_base64"]).starts_with("JVBERi"), "it is a PDF");
            let nurse = centre.hire("nurse", "nurse").await;
            assert_eq!(centre.get(&path, &nurse).await.status, 404, "it is the asker's own");
            return;
        }
        assert_eq!(file.body["code"], "report_not_done", "it is on its way: {}", file.body);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the report is never made");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_comes_as_pdf_and_a_chart_as_svg() {
    let centre = Centre::start().await;
    let admin = centre.admin().await;
    let made = centre
        .post("/patients", &admin, json!({ "given_name": "Amina", "sex": "female", "birth_on": "1976-02-03" }))
        .await;
    let id = text(&made.body["patient"]["id"]);
    let order = json!({ "paper": "patient_report", "patient_id": id });
    let paper = centre.post("/papers/pdf", &admin, order.clone()).await;
    assert_eq!((paper.status, paper.headers["content-type"].to_str().ok()), (200, Some("application/pdf")));
    let history =
        centre.get(&format!("/papers/history?paper=patient_report&subject_id={id}&patient_id={id}"), &admin).await;
    assert_eq!(history.status, 200, "it is noted as issued: {}", history.body);
    let words =
        json!({ "months": ["J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D"], "digits": "0123456789" });
    let chart = json!({
        "patient_id": id, "tracks": ["heart_rate"], "titles": {}, "labels": {}, "from_ms": 0, "to_ms": 86_400_000,
        "width": 600, "height": 200, "theme": "light", "is_right_to_left": false, "words": words,
    });
    let drawn = centre.post("/charts/trends", &admin, chart).await;
    assert!(drawn.body["svg"].as_str().is_some_and(|svg| svg.contains("<svg")), "it is a picture: {}", drawn.body);
    let desk = centre.hire("desk", "cashier").await;
    assert_eq!(centre.post("/papers/pdf", &desk, order).await.status, 403, "rights hold for papers too");
}
