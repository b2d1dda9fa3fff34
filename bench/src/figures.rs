//! Figures as people read them.

use std::fmt::Write as _;
use std::time::Duration;

/// The value below which `percent` of the sorted values lie.
pub fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    let at = (sorted.len() * percent).div_ceil(100).saturating_sub(1);
    sorted.get(at).or(sorted.last()).copied().unwrap_or_default()
}

/// The value in the middle.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// A time with the unit that suits it.
pub fn time(value: Duration) -> String {
    let millis = value.as_secs_f64() * 1_000.0;
    match millis {
        _ if millis < 10.0 => format!("{millis:.2} ms"),
        _ if millis < 1_000.0 => format!("{millis:.0} ms"),
        _ => format!("{:.1} s", millis / 1_000.0),
    }
}

/// A whole number with its thousands apart.
pub fn count(value: f64) -> String {
    let digits = format!("{value:.0}");
    let mut apart = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            apart.push(',');
        }
        apart.push(digit);
    }
    apart
}

/// Kilobytes (1,000 bytes), or megabytes (1,024 × 1,024) for memory.
pub fn kilobytes(bytes: usize) -> String {
    format!("{:.1} KB", f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1_000.0)
}

/// Memory.
pub fn megabytes(kibibytes: u64) -> String {
    format!("{:.1} MB", f64::from(u32::try_from(kibibytes).unwrap_or(u32::MAX)) / 1_024.0)
}

/// One measured thing.
#[derive(Clone, Debug)]
pub struct Row {
    /// What was measured.
    pub what: String,
    /// What came out.
    pub measured: String,
    /// What the reference did in the same run, or a dash.
    pub reference: String,
    /// What it must reach, and whether it does.
    pub verdict: String,
}

impl Row {
    /// A figure without a reference.
    pub fn new(what: impl Into<String>, measured: impl Into<String>, verdict: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            measured: measured.into(),
            reference: "–".to_owned(),
            verdict: verdict.into(),
        }
    }

    /// The same beside a reference.
    pub fn beside(self, reference: impl Into<String>) -> Self {
        Self { reference: reference.into(), ..self }
    }
}

/// `≤ 40 MB: yes`, in the words of the table.
pub fn held(budget: &str, holds: bool) -> String {
    format!("{budget}: {}", if holds { "yes" } else { "**no**" })
}

/// The rows as a table in Markdown.
pub fn table(rows: &[Row]) -> String {
    let mut text = "| what | measured | reference | must reach |\n|---|---|---|---|\n".to_owned();
    for row in rows {
        let Row { what, measured, reference, verdict } = row;
        // Writing into a String does not fail.
        let _ = writeln!(text, "| {what} | {measured} | {reference} | {verdict} |");
    }
    text
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{count, median, percentile};

    #[test]
    fn a_percentile_is_one_of_the_values() {
        let times: Vec<_> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(percentile(&times, 50), Duration::from_millis(100));
        assert_eq!(percentile(&times, 99), Duration::from_millis(198));
        assert_eq!(percentile(&times[..1], 99), Duration::from_millis(1));
        assert_eq!(percentile(&[], 99), Duration::ZERO);
    }

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(count(51_000.4), "51,000");
        assert_eq!(count(999.0), "999");
        assert_eq!(count(1_234_567.0), "1,234,567");
    }

    #[test]
    fn one_bad_run_does_not_move_the_median() {
        assert!((median(vec![3.0, 900.0, 1.0]) - 3.0).abs() < f64::EPSILON);
    }
}
