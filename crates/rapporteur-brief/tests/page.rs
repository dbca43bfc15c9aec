//! What holds of every page of HTML: no script, nothing from elsewhere, tags that close, anchors that lead somewhere, and the
//! words of each piece of evidence.

mod story;

use rapporteur_brief::{Briefing, PieceKind, render};
use rapporteur_record::*;
use std::collections::BTreeSet;
use story::{Builder, problems, reports};

fn page(briefing: &Briefing) -> String {
    let mut out = Vec::new();
    render::html(briefing, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The ferry, and further reports with claims that go apart and speakers on several days.
fn briefing() -> Briefing {
    let mut all = reports();
    for (day, (number, who)) in
        [("4", "Anke Rolf"), ("6", "Bela Sund"), ("6", "Anke Rolf"), ("9", "Bela Sund")].iter().enumerate()
    {
        let quote = format!("“Round {day} is over,”");
        let text = format!(
            "Lighthouse fire, day {day}\n\n{who} said on Skarholm that {number} keepers were killed in the fire at the lighthouse. {quote} \
             {who} said. {}",
            "The walls stood. ".repeat(40 * usize::from(day == 0))
        );
        let id = format!("person:{}", who.to_lowercase().replace(' ', "-"));
        let claimant =
            Claimant::Entity { entity: EntityId(id.clone()), span: None, attribution: AttributionId(0) };
        let report = Builder::new(&format!("reports/fire-{day}.txt"), &text)
            .outlet(&format!("Beacon {day}"))
            .published(&format!("2031-06-{:02}", day + 1), HowKnown::Stated, "dateline")
            .entity(&id, EntityType::Person, &[who], &[])
            .said(who, "said", &[&format!("{number} keepers were killed")], AttributionForm::Indirect, &id)
            .said(who, "said.", &[&quote], AttributionForm::Direct, &id)
            .figure(&format!("{number} keepers were killed"), number, "killed", Bound::Exact, claimant);
        all.push(report.0);
    }
    Briefing::new(&all, &problems(), "0.0.0")
}

/// Name, attributes and end of each tag, with the text behind it.
fn tags(page: &str) -> Vec<(&str, &str, &str)> {
    page.split('<')
        .skip(1)
        .filter(|tag| !tag.starts_with("!DOCTYPE"))
        .map(|tag| {
            let (inside, text) = tag.split_once('>').expect("a tag ends");
            let (name, attributes) = inside.split_once([' ', '\n']).unwrap_or((inside, ""));
            (name, attributes, text)
        })
        .collect()
}

/// The values of an attribute.
fn values<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let open = format!(" {name}=\"");
    page.match_indices(&open)
        .map(|(at, _)| page[at + open.len()..].split_once('"').expect("a value").0)
        .collect()
}

#[test]
fn pictures_are_there() {
    let page = page(&briefing());
    for what in ["Who spoke when", "Killed: claims in order", "class=\"disc\"", "class=\"step\"", "<details>"]
    {
        assert!(page.contains(what), "{what} is not in\n{page}");
    }
}

#[test]
fn no_script_and_nothing_from_elsewhere() {
    let page = page(&briefing());
    let lower = page.to_lowercase();
    for what in [
        "<script",
        "<link",
        "<img",
        "<iframe",
        "<object",
        "<embed",
        "<form",
        "@import",
        "url(",
        "javascript:",
        " src=",
        "srcset",
        "xlink",
    ] {
        assert!(!lower.contains(what), "{what}");
    }
    for (name, attributes, _) in tags(&page) {
        let handler = attributes.split(' ').find(|part| part.starts_with("on") && part.contains('='));
        assert_eq!(handler, None, "{name} {attributes}");
    }
    for address in values(&page, "href") {
        assert!(address.starts_with('#'), "{address}");
    }
}

#[test]
fn tags_are_balanced() {
    const VOID: [&str; 4] = ["meta", "br", "hr", "link"];
    for page in [page(&briefing()), page(&Briefing::new(&[], &problems(), ""))] {
        let mut open: Vec<&str> = Vec::new();
        for (name, attributes, text) in tags(&page) {
            if let Some(name) = name.strip_suffix('/') {
                assert!(["br"].contains(&name), "{name}");
            } else if let Some(name) = name.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name), "before {text:?}");
            } else if !VOID.contains(&name) && !attributes.ends_with('/') {
                open.push(name);
            }
        }
        assert_eq!(open, Vec::<&str>::new());
    }
}

#[test]
fn anchors_lead_somewhere() {
    let page = page(&briefing());
    let ids = values(&page, "id");
    let known: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "an id stands twice");
    let named = ["aria-labelledby", "aria-describedby"].iter().flat_map(|name| values(&page, name));
    let led_to = values(&page, "href").into_iter().map(|address| &address[1..]);
    for id in led_to.chain(named.flat_map(str::split_whitespace)) {
        assert!(known.contains(id), "nothing has the id {id}");
    }
}

#[test]
fn evidence_gives_its_words() {
    let briefing = briefing();
    let page = page(&briefing);
    let escaped = |text: &str| {
        let mut out = String::new();
        for c in text.chars() {
            match c {
                '<' | '>' | '&' | '"' | '\'' => out.push_str(&format!("&#{};", c as u32)),
                c => out.push(c),
            }
        }
        out
    };
    for footnote in &briefing.footnotes {
        let open = format!("<li id=\"n{}\"", footnote.number);
        let (_, rest) = page.split_once(&open).expect("the footnote");
        let (item, _) = rest.split_once("</li>").expect("its end");
        for piece in footnote.context.iter().filter(|piece| piece.kind == PieceKind::Marked) {
            let marked = format!("<mark>{}</mark>", escaped(&piece.words.shown()));
            assert!(item.contains(&marked), "{marked} is not in {item}");
        }
    }
}

#[test]
fn every_mark_of_a_picture_has_a_name_and_a_footnote() {
    let page = page(&briefing());
    let mut marks = 0;
    for figure in page.split("<figure").skip(1) {
        let (figure, _) = figure.split_once("</figure>").expect("its end");
        assert!(figure.contains("<title") && figure.contains("<desc"), "{figure}");
        for mark in figure.split("<a href=\"#n").skip(1) {
            let (_, inside) = mark.split_once('>').expect("the tag ends");
            assert!(inside.starts_with("<title>") && !inside.starts_with("<title></title>"), "{inside}");
            marks += 1;
        }
    }
    assert!(marks > 10, "{marks}");
}

/// Relative luminance of a colour, as WCAG 2.2 defines it.
fn luminance(color: &str) -> f64 {
    let digits = color.trim_start_matches('#');
    let digits =
        if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.to_owned() };
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&digits[at..at + 2], 16).expect("a colour")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

#[test]
fn contrast_is_aa() {
    let page = page(&briefing());
    let themes: Vec<&str> =
        page.split(":root {").skip(1).map(|theme| theme.split_once('}').expect("its end").0).collect();
    assert_eq!(themes.len(), 3, "light, dark, print");
    for theme in themes {
        let color = |name: &str| {
            let (_, rest) = theme.split_once(&format!("--{name}: ")).expect("the colour");
            luminance(rest.split_once(';').expect("its end").0)
        };
        for (front, back) in [("ink", "paper"), ("soft", "paper"), ("link", "paper"), ("mark-ink", "mark")] {
            let (a, b) = (color(front), color(back));
            let contrast = (a.max(b) + 0.05) / (a.min(b) + 0.05);
            assert!(contrast >= 4.5, "{front} on {back}: {contrast:.2}");
        }
    }
}
