//! Bars beside their names, in one colour: their length and the words behind them tell all.

use parley::Alignment;

use crate::{
    colour::{INDIGO, INK, LINE, SOFT},
    flow::{Flow, Mark, Role, Strip},
    fonts::Fonts,
    lines::{Setting, lay},
    paper::{BODY, CELL, LEADING, TEXT_WIDTH},
    sheet::{Bars, Span},
};

const LABEL: f32 = 190.0;
const SAID: f32 = 90.0;
const GAP: f32 = 8.0;
const THICK: f32 = 9.0;

/// Puts them into the flow. No page end parts a bar from its name, nor the title from the first.
pub(crate) fn lay_out(flow: &mut Flow, fonts: &mut Fonts, bars: &Bars) {
    let node = flow.node(Role::Figure(told(bars)), None);
    let set = |size, colour, width, align| Setting { size, leading: LEADING, width, colour, align };
    let title = lay(fonts, &[Span::bold(bars.title.as_str())], set(BODY, INK, TEXT_WIDTH, Alignment::Start));
    for (place, line) in title.into_iter().enumerate() {
        let above = if place == 0 { 12.0 } else { 0.0 };
        let height = line.height;
        let marks = vec![Mark::Text { x: 0.0, y: 0.0, line, node }];
        flow.strips.push(Strip { above, height, keep: true, marks });
    }
    let room = TEXT_WIDTH - LABEL - SAID - 2.0 * GAP;
    for bar in &bars.rows {
        let label = lay(fonts, &[Span::plain(bar.label.as_str())], set(CELL, INK, LABEL, Alignment::Start));
        let said = lay(fonts, &[Span::plain(bar.said.as_str())], set(CELL, SOFT, SAID, Alignment::Start));
        let high = |lines: &[crate::lines::Line]| lines.iter().map(|line| line.height).sum::<f32>();
        let height = high(&label).max(high(&said)).max(THICK + 4.0);
        let middle = (height - THICK) / 2.0;
        let length = room * share(bar.value, bars.most);
        let mut marks =
            vec![Mark::Fill { x: LABEL + GAP, y: middle, width: room, height: THICK, colour: LINE }];
        if length > 0.0 {
            let rectangles = vec![(LABEL + GAP, middle, length, THICK)];
            marks.push(Mark::Shapes { rectangles, colour: INDIGO, node });
        }
        for (x, lines) in [(0.0, label), (LABEL + 2.0 * GAP + room, said)] {
            let mut y = 0.0;
            for line in lines {
                let height = line.height;
                marks.push(Mark::Text { x, y, line, node });
                y += height;
            }
        }
        flow.strips.push(Strip { above: 4.0, height, keep: false, marks });
    }
}

/// How much of the whole length a bar takes.
fn share(value: u64, most: u64) -> f32 {
    let thousandths = value.min(most).saturating_mul(1_000).checked_div(most).unwrap_or(0);
    f32::from(u16::try_from(thousandths).unwrap_or(1_000)) / 1_000.0
}

/// What they say to whoever does not see them.
fn told(bars: &Bars) -> String {
    let rows: Vec<String> = bars.rows.iter().map(|bar| format!("{} : {}", bar.label, bar.said)).collect();
    format!("{}. {}", bars.title, rows.join(" ; "))
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn a_bar_is_never_longer_than_its_room() {
        let near = |one: f32, other: f32| (one - other).abs() < 0.001;
        assert!(near(share(0, 5), 0.0) && near(share(5, 5), 1.0) && near(share(9, 5), 1.0));
        assert!(near(share(1, 4), 0.25) && near(share(3, 0), 0.0));
    }
}
