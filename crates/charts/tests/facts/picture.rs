//! What the picture is made of.

use healthsync_charts::{Frame, Painter, Spec, Theme, Words, frame};

use crate::sample::{calm, series, spec, track};

fn sample() -> Spec {
    spec(vec![
        track("Heart rate", vec![series("hr", calm(5000))]),
        track("Blood pressure", vec![series("systolic", calm(60)), series("diastolic", calm(90))]),
    ])
}

fn texts(frame: &Frame) -> Vec<String> {
    let document = roxmltree::Document::parse(&frame.svg).expect("frames are well formed");
    document
        .descendants()
        .filter(|node| node.has_tag_name("text"))
        .map(|node| node.text().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn no_style_attribute_and_no_script_leaves_the_crate() {
    for theme in [Theme::Light, Theme::Dark] {
        let drawn = frame(&Spec { theme, ..sample() });
        let document = roxmltree::Document::parse(&drawn.svg).expect("frames are well formed");
        for node in document.descendants().filter(|node| node.is_element()) {
            let name = node.tag_name().name();
            assert!(["svg", "path", "text"].contains(&name), "{name} is not a shape or a word");
            for attribute in node.attributes() {
                let name = attribute.name();
                assert!(
                    !["style", "class", "id", "href"].contains(&name) && !name.starts_with("on"),
                    "{name} is refused by a strict policy or clashes on a page"
                );
            }
        }
    }
}

#[test]
fn words_are_escaped() {
    let mut spec = sample();
    spec.tracks[0].title = r#"<script>"a" & 'b'</script>"#.to_owned();
    spec.tracks[1].series[0].label = "a<b\n\u{0}c".to_owned();
    let drawn = frame(&spec);
    assert!(!drawn.svg.contains("<script"), "words never become markup");
    let texts = texts(&drawn);
    assert!(texts.contains(&r#"<script>"a" & 'b'</script>"#.to_owned()), "they read as written");
    assert!(texts.contains(&"a<b c".to_owned()), "on one line, without what XML forbids");
}

#[test]
fn the_same_spec_gives_the_same_frame_whatever_was_drawn_before() {
    let mut painter = Painter::new();
    let first = painter.frame(&sample());
    let other = Spec { width: 333.0, from_ms: 0, theme: Theme::Dark, ..sample() };
    let _ = painter.frame(&other);
    assert_eq!(painter.frame(&sample()), first, "nothing is remembered");
    assert_eq!(frame(&sample()), first, "nor does it depend on the painter");
}

#[test]
fn plots_share_one_time_axis_and_lie_below_each_other() {
    let drawn = frame(&sample());
    let [upper, lower] = &drawn.plots[..] else {
        panic!("one plot for each track");
    };
    assert_eq!((upper.x, upper.width), (lower.x, lower.width), "their edges line up");
    assert!(upper.y + upper.height < lower.y, "they do not overlap");
    assert!(lower.y + lower.height < drawn.height, "the axis has room below");
}

#[test]
fn right_to_left_puts_values_on_the_right_and_keeps_words_in_reading_order() {
    let mut spec = sample();
    spec.is_right_to_left = true;
    spec.tracks[0].title = "معدل ضربات القلب".to_owned();
    spec.words = Words { digits: Some("٠١٢٣٤٥٦٧٨٩".to_owned()), ..Words::default() };
    let drawn = frame(&spec);
    let texts = texts(&drawn);
    assert!(texts.contains(&"معدل ضربات القلب".to_owned()), "the browser shapes the word, so it gets it as it is read");
    assert!(texts.contains(&"١٠٠".to_owned()), "numbers in the reader's digits");
    assert!(!texts.iter().any(|text| text.contains(|c: char| c.is_ascii_digit())), "and in no others: {texts:?}");
    let plot = &drawn.plots[0];
    let left = plot.x;
    let right = drawn.width - plot.x - plot.width;
    assert!(right > 20.0, "the numbers have their room on the right");
    assert!(left != right, "the sides are not the same");
    assert_eq!(plot.from_ms, spec.from_ms, "time still begins on the left");
}

#[test]
fn long_titles_are_cut_and_not_run_over_the_edge() {
    let mut spec = sample();
    spec.width = 240.0;
    spec.tracks[1].title = "Blood pressure lying down after ten minutes of rest".to_owned();
    let texts = texts(&frame(&spec));
    assert!(
        texts.iter().any(|text| text.starts_with("Blood") && text.ends_with('…')),
        "cut with an ellipsis: {texts:?}"
    );
}

#[test]
fn specs_and_frames_cross_as_json() {
    let json = serde_json::to_string(&sample()).expect("a spec is data");
    let back: Spec = serde_json::from_str(&json).expect("and comes back");
    assert_eq!(back, sample(), "unchanged");
    let drawn = frame(&sample());
    let json = serde_json::to_string(&drawn).expect("a frame is data");
    let back: Frame = serde_json::from_str(&json).expect("without null for a number");
    assert_eq!(back.plots.len(), 2, "and comes back");
}

#[test]
fn a_painter_can_be_kept_behind_a_lock_of_any_thread() {
    fn is_send<T: Send>(_: &T) {}
    is_send(&Painter::new());
}
