//! Days as a calendar shows them: months of whole weeks from Monday on.

use griot_kernel::{Timestamp, Zone};
use jiff::{ToSpan, civil::Date};

/// The Monday of the week in which this day lies.
pub fn monday(day: Date) -> Date {
    let back = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(back.days()).unwrap_or(day)
}

/// So many days later, or earlier.
pub fn later(day: Date, days: i64) -> Date {
    day.checked_add(days.days()).unwrap_or(day)
}

/// The days of the whole weeks in which the month of this day lies.
pub fn month(day: Date) -> Vec<Date> {
    let first = monday(day.first_of_month());
    let last = later(monday(day.last_of_month()), 6);
    std::iter::successors(Some(first), |day| Some(later(*day, 1)).filter(|next| *next <= last)).collect()
}

/// The seven days of the week of this day.
pub fn week(day: Date) -> Vec<Date> {
    let first = monday(day);
    (0..7).map(|n| later(first, n)).collect()
}

/// The first day of the month before or after.
pub fn other_month(day: Date, months: i64) -> Date {
    day.first_of_month().checked_add(months.months()).unwrap_or(day)
}

/// What clocks of this zone show: `09:30`.
pub fn hour_text(zone: &Zone, at: Timestamp) -> String {
    zone.shown(at).strftime("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{monday, month, other_month, week};

    #[test]
    fn a_month_is_shown_in_whole_weeks() {
        let february = month(date(2013, 2, 14));
        assert_eq!((february.first(), february.last()), (Some(&date(2013, 1, 28)), Some(&date(2013, 3, 3))));
        assert_eq!(february.len() % 7, 0);
        assert_eq!(month(date(2010, 2, 1)).len(), 28, "a February that begins on a Monday");
        assert_eq!(week(date(2012, 12, 31)).last(), Some(&date(2013, 1, 6)), "over the end of a year");
        assert_eq!(monday(date(2013, 2, 17)), date(2013, 2, 11));
        assert_eq!(other_month(date(2013, 1, 31), 1), date(2013, 2, 1));
        assert_eq!(other_month(date(2013, 1, 31), -1), date(2012, 12, 1));
    }
}
