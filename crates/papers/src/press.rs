//! The press: a paper's template, its words and its numbers, set and printed by Typst.

use crate::codes;
use crate::fonts::FONTS;
use crate::{Letterhead, Made, Manner, Mark, Paper, PaperError};
use serde_json::json;
use std::collections::HashMap;
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::ecow::EcoVec;
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::visualize::SvgImage;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandards};

/// What Typst remembers of so many papers makes the next one quicker; what is older is forgotten.
const REMEMBERED: usize = 4;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

macro_rules! templates {
    ($($name:literal),*) => {
        [$((concat!("/", $name, ".typ"), include_str!(concat!("../templates/", $name, ".typ")))),*]
    };
}

/// The templates, parsed once.
static SOURCES: LazyLock<HashMap<FileId, Source>> = LazyLock::new(|| {
    let files = templates!(
        "say",
        "frame",
        "parts",
        "roll",
        "prescription",
        "invoice",
        "statement",
        "receipt",
        "credit_note",
        "till_report",
        "patient_label",
        "appointment_slip",
        "day_list",
        "patient_report",
        "portal_invitation"
    );
    let source = |(name, text): (&str, &str)| {
        let id = file(name)?;
        Some((id, Source::new(id, text.to_owned())))
    };
    files.into_iter().filter_map(source).collect()
});

fn file(name: &str) -> Option<FileId> {
    Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(name).ok()?).intern())
}

/// One paper, ready to be printed.
pub(crate) struct Press {
    main: FileId,
    files: HashMap<FileId, Bytes>,
}

impl Press {
    /// Puts a paper into the press.
    pub fn set(paper: &Paper, manner: &Manner, letterhead: &Letterhead, mark: Mark) -> Result<Press, PaperError> {
        let main = file(&format!("/{}.typ", paper.name())).ok_or_else(|| layout("no such template"))?;
        let mut press = Press { main, files: HashMap::new() };
        let logo = letterhead.picture()?;
        if let Some((name, bytes)) = &logo {
            press.add(name, bytes.clone())?;
        }
        if let Some(number) = paper.barcode() {
            press.add("/barcode.svg", Bytes::new(codes::barcode(number)?.into_bytes()))?;
        }
        if let Some(number) = paper.qr() {
            press.add("/qr.svg", Bytes::new(codes::qr(number)?.into_bytes()))?;
        }
        for (place, chart) in paper.charts().iter().enumerate() {
            let bytes = Bytes::new(chart.svg.clone().into_bytes());
            SvgImage::new(bytes.clone()).map_err(|_| PaperError::Chart(chart.title.clone()))?;
            press.add(&format!("/chart-{place}.svg"), bytes)?;
        }
        let words = crate::words::text(manner.language);
        press.add("/words.json", Bytes::from_string(words))?;
        let data = json!({
            "paper": paper.data(),
            "manner": manner,
            "letterhead": letterhead,
            "logo": logo.as_ref().map(|(name, _)| name),
            "is_copy": mark == Mark::Copy,
        });
        press.add("/data.json", Bytes::from_string(data.to_string()))?;
        Ok(press)
    }

    fn add(&mut self, name: &str, bytes: Bytes) -> Result<(), PaperError> {
        let id = file(name).ok_or_else(|| layout("a file has no name"))?;
        self.files.insert(id, bytes);
        Ok(())
    }

    /// The PDF, and the first pages as SVG.
    pub fn print(&self, previews: usize) -> Result<Made, PaperError> {
        let set = typst::compile::<PagedDocument>(self).output;
        let document = set.map_err(|reasons| told(&reasons))?;
        let options = PdfOptions {
            ident: Smart::Auto,
            creator: Smart::Custom(Some("HealthSync".into())),
            timestamp: None,
            page_ranges: None,
            standards: PdfStandards::default(),
            tagged: true,
            pretty: false,
        };
        let pdf = typst_pdf::pdf(&document, &options).map_err(|reasons| told(&reasons))?;
        let svg = |page| typst_svg::svg(page, &typst_svg::SvgOptions::default());
        let previews = document.pages().iter().take(previews).map(svg).collect();
        typst::comemo::evict(REMEMBERED);
        Ok(Made { pdf, pages: document.pages().len(), previews })
    }
}

fn told(reasons: &EcoVec<SourceDiagnostic>) -> PaperError {
    layout(&reasons.iter().map(|reason| reason.message.as_str()).collect::<Vec<_>>().join("; "))
}

fn layout(reason: &str) -> PaperError {
    PaperError::Layout(reason.to_owned())
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        SOURCES.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_with_slash().into())
}
