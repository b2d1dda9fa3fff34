//! Bars beside their names, in one colour: their length and the words behind them tell all.

use parley::Alignment;

use crate::{
    colour::{Colour, INDIGO, INK, LINE, SOFT},
    flow::{Flow, Mark, Role, Strip},
    fonts::Fonts,
    lines::{Line, Setting, lay},
    paper::{BODY, CELL, LEADING, TEXT_WIDTH},
    sheet::{Bar, Bars, Span},
};

/// How wide the names are: all narrow, or all wide if one of them needs it.
const LABELS: (f32, f32) = (96.0, 190.0);
const SAID: f32 = 90.0;
const GAP: f32 = 8.0;
const THICK: f32 = 9.0;
/// So many lines of a name or of what is said stay beside the bar whatever happens; the rest may go over.
const BESIDE: usize = 8;
/// So many bars stay together on a page.
const TOGETHER: usize = 8;

/// Puts them into the flow. No page end parts a bar from its name, nor the title from the first.
pub(crate) fn lay_out(flow: &mut Flow, fonts: &mut Fonts, bars: &Bars) {
    let node = flow.node(Role::Figure(told(bars)), None);
    if !bars.title.trim().is_empty() {
        let title = lay(fonts, &[Span::bold(bars.title.as_str())], setting(BODY, INK, TEXT_WIDTH));
        for (place, line) in title.into_iter().enumerate() {
            let above = if place == 0 { 12.0 } else { 0.0 };
            let height = line.height;
            let marks = vec![Mark::Text { x: 0.0, y: 0.0, line, node }];
            flow.strips.push(Strip { above, height, keep: true, marks });
        }
    }
    let mut cell = |text: &str, colour, width| lay(fonts, &[Span::plain(text)], setting(CELL, colour, width));
    let is_narrow = bars.rows.iter().all(|bar| cell(&bar.label, INK, LABELS.0).len() <= 1);
    let label = if is_narrow { LABELS.0 } else { LABELS.1 };
    for (place, bar) in bars.rows.iter().enumerate() {
        let is_last = place + 1 == bars.rows.len();
        let keep = bars.rows.len() <= TOGETHER && !is_last;
        let cells = [cell(&bar.label, INK, label), cell(&bar.said, SOFT, SAID)];
        row(flow, (node, keep), label, share(bar.value, bars.most), cells);
    }
    if let Some(last) = flow.strips.last_mut().filter(|_| !bars.rows.is_empty()) {
        last.height += 4.0;
    }
}

fn setting(size: f32, colour: Colour, width: f32) -> Setting {
    Setting { size, leading: LEADING, width, colour, align: Alignment::Start }
}

/// A bar between its name and what is said of it.
fn row(flow: &mut Flow, (node, keep): (usize, bool), label: f32, share: f32, cells: [Vec<Line>; 2]) {
    let room = TEXT_WIDTH - label - SAID - 2.0 * GAP;
    let start = label + GAP;
    let [name, said] = cells;
    let ends = [(0.0, name), (start + room + GAP, said)];
    let high = |lines: &[Line]| lines.iter().take(BESIDE).map(|line| line.height).sum::<f32>();
    let height = ends.iter().map(|(_, lines)| high(lines)).fold(THICK + 4.0, f32::max);
    let middle = (height - THICK) / 2.0;
    let mut marks = vec![Mark::Fill { x: start, y: middle, width: room, height: THICK, colour: LINE }];
    if share > 0.0 {
        let rectangles = vec![(start, middle, room * share, THICK)];
        marks.push(Mark::Shapes { rectangles, colour: INDIGO, node });
    }
    let mut over = Vec::new();
    for (x, lines) in ends {
        // What is short stands beside the middle of the bar.
        let mut y = (height - high(&lines)) / 2.0;
        for (place, line) in lines.into_iter().enumerate() {
            let height = line.height;
            if place < BESIDE {
                marks.push(Mark::Text { x, y, line, node });
                y += height;
            } else {
                let marks = vec![Mark::Text { x, y: 0.0, line, node }];
                over.push(Strip { above: 0.0, height, keep: false, marks });
            }
        }
    }
    flow.strips.push(Strip { above: 4.0, height, keep: keep && over.is_empty(), marks });
    flow.strips.extend(over);
}

/// How much of the whole length a bar takes.
fn share(value: u64, most: u64) -> f32 {
    let thousandths = u128::from(value.min(most)) * 1_000;
    let thousandths = thousandths.checked_div(u128::from(most)).unwrap_or(0);
    f32::from(u16::try_from(thousandths).unwrap_or(1_000)) / 1_000.0
}

/// What they say to whoever does not see them.
fn told(bars: &Bars) -> String {
    let said = |bar: &Bar| match bar.said.trim() {
        "" => bar.value.to_string(),
        said => said.to_owned(),
    };
    let rows: Vec<String> =
        bars.rows.iter().map(|bar| format!("{} : {}", bar.label.trim(), said(bar))).collect();
    let parts = [bars.title.trim().to_owned(), rows.join(" ; ")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". ")
}

#[cfg(test)]
mod tests {
    use super::{share, told};
    use crate::sheet::{Bar, Bars};

    #[test]
    fn a_bar_is_never_longer_than_its_room() {
        let near = |one: f32, other: f32| (one - other).abs() < 0.001;
        assert!(near(share(0, 5), 0.0) && near(share(5, 5), 1.0) && near(share(9, 5), 1.0));
        assert!(near(share(1, 4), 0.25) && near(share(3, 0), 0.0));
        assert!(near(share(u64::MAX / 2, u64::MAX), 0.499) && near(share(u64::MAX, u64::MAX), 1.0));
    }

    #[test]
    fn who_does_not_see_them_hears_every_value() {
        let bar = |label: &str, value, said: &str| Bar { label: label.into(), value, said: said.into() };
        let rows = vec![bar("Avant", 3, "3 sur 12"), bar("Après", 11, "")];
        let bars = Bars { title: "Je sais écrire".to_owned(), rows, most: 12 };
        assert_eq!(told(&bars), "Je sais écrire. Avant : 3 sur 12 ; Après : 11");
        assert_eq!(told(&Bars { title: String::new(), ..bars }), "Avant : 3 sur 12 ; Après : 11");
        assert_eq!(told(&Bars::default()), "");
    }
}
