//! Tables as programs for tables write them: read from whatever they are written in, and written so that no
//! cell becomes a formula.

/// The text of a file: in UTF-8 or UTF-16 where it says so or is it, else as Windows writes in the West.
pub fn text(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// The sign that parts the cells: the one that the first line has most of.
fn parted_by(text: &str) -> char {
    let first = text.trim_start().lines().next().unwrap_or_default();
    let count = |sign: char| first.chars().filter(|one| *one == sign).count();
    // Of two that come equally often, the last named is taken.
    [',', '\t', ';'].into_iter().max_by_key(|sign| count(*sign)).unwrap_or(';')
}

/// The rows of a table, its cells parted by semicolons, commas or tabs. In quotation marks a cell may hold
/// those, line ends, and marks written twice.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let parted = parted_by(text);
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.trim().is_empty() => {
                cell.clear();
                quoted = true;
            }
            sign if quoted => cell.push(sign),
            sign if sign == parted => row.push(bare(&std::mem::take(&mut cell))),
            '\n' | '\r' => {
                if sign == '\r' && signs.peek() == Some(&'\n') {
                    signs.next();
                }
                row.push(bare(&std::mem::take(&mut cell)));
                rows.push(std::mem::take(&mut row));
            }
            sign => cell.push(sign),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(bare(&cell));
        rows.push(row);
    }
    rows
}

/// A cell as it was meant: without the guard that keeps it from being a formula.
pub fn bare(cell: &str) -> String {
    let cell = cell.trim();
    let guarded = cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA));
    guarded.unwrap_or(cell).to_owned()
}

/// What programs for tables take for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A row as programs for tables read it, never as formulas.
pub fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let quoted = |cell: &str| {
        let guard = if cell.starts_with(FORMULA) { "'" } else { "" };
        format!("\"{guard}{}\"", cell.replace('"', "\"\""))
    };
    let cells: Vec<String> = cells.into_iter().map(quoted).collect();
    format!("{}\r\n", cells.join(";"))
}

#[cfg(test)]
mod tests {
    use super::{row, rows, text};

    #[test]
    fn what_excel_writes_in_french_is_read() {
        let latin = b"Nom;M\xe9dia\r\n\"Zongo; Blandine\";\"L\x92\xc9cho \"\"du\"\" soir\"\r\n";
        let table = rows(&text(latin));
        assert_eq!(table, [["Nom", "Média"], ["Zongo; Blandine", "L’Écho \"du\" soir"]]);
        assert_eq!(rows(&text(b"\xef\xbb\xbfa,b\n\"c\nd\",e")), [["a", "b"], ["c\nd", "e"]]);
        assert_eq!(text(b"\xff\xfeN\x00\xe9\x00"), "Né");
        assert_eq!(rows("a\tb\r"), [["a", "b"]]);
        assert!(rows("").is_empty());
    }

    #[test]
    fn no_cell_is_a_formula_and_what_was_guarded_comes_back_as_it_was() {
        let cells = ["=1+1", "+226 00", "-2", "@SUM(A1)", "Awa \"la\" vraie", "l'eau"];
        let written = row(cells);
        assert!(!written.contains("\"=") && !written.contains("\"@") && !written.contains("\"+"));
        assert_eq!(rows(&written), [cells]);
    }
}
