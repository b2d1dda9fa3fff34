use comrak::Options;

use crate::clean::{finish, first_chars};
use crate::html::Html;
use crate::tidy::{Pictures, Rules};

/// Characters of Markdown that are read; what follows is left out. Whoever
/// takes a text from a person refuses a longer one with a sentence.
pub const MAX_SOURCE: usize = 200_000;

/// Quotes and lists that one line may open.
const MAX_MARKERS: usize = 20;

/// Makes safe HTML of Markdown, with its pictures.
///
/// Tables, struck-out words, bare addresses and footnotes are understood.
/// HTML inside the Markdown passes the same cleaner as all else.
pub fn markdown(source: &str) -> Html {
    render(source, &Pictures::default())
}

/// Like [`markdown`], with pictures shown as `pictures` says.
pub fn render(source: &str, pictures: &Pictures<'_>) -> Html {
    let source = shallow(first_chars(source, MAX_SOURCE));
    let html = comrak::markdown_to_html(&source, &options());
    finish(&html, &Rules { pictures: *pictures, ..Rules::default() })
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.autolink = true;
    options.extension.footnotes = true;
    options.parse.smart = false;
    // HTML is let through here because the cleaner judges it afterwards.
    options.render.r#unsafe = true;
    options
}

/// Leaves out the markers of quotes and lists that a line opens beyond
/// [`MAX_MARKERS`]: nobody reads so deep, and each costs on every later line.
fn shallow(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    for line in source.split_inclusive('\n') {
        let mut markers = 0;
        let mut rest = line;
        loop {
            let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            let (indent, after) = rest.split_at(blank);
            let length = marker(after);
            if length == 0 {
                break;
            }
            let (marker, after) = after.split_at(length);
            markers += 1;
            if markers <= MAX_MARKERS {
                out.push_str(indent);
                out.push_str(marker);
            }
            rest = after;
        }
        out.push_str(rest);
    }
    out
}

/// The length of the marker that the text begins with; 0 if it has none.
fn marker(text: &str) -> usize {
    if text.starts_with('>') {
        return 1;
    }
    let digits = text.bytes().take(9).take_while(u8::is_ascii_digit).count();
    let mut after = text.chars().skip(digits);
    let sign = after.next();
    let is_marker = match digits {
        0 => matches!(sign, Some('-' | '+' | '*')),
        _ => matches!(sign, Some('.' | ')')),
    };
    if is_marker && matches!(after.next(), Some(' ' | '\t')) { digits + 1 } else { 0 }
}
