/// A line that someone typed, without spaces at its ends and without line breaks in it.
pub fn words_of(text: &str) -> String {
    text.replace('\0', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines that someone typed, ended as here. No key of a keyboard writes a zero byte, and PostgreSQL
/// keeps none.
pub fn lines_of(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\0', "")
}
