//! Dates as programs and people of twenty years have written them.

use griot_kernel::Timestamp;
use jiff::{civil, tz::Offset, tz::TimeZone};

/// The moment that a text names: RFC 3339, RFC 2822, the ways of databases, and days with
/// French or English names of months. Without a zone it is taken as UTC.
pub fn moment(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.len() > 80 {
        return None;
    }
    if let Ok(moment) = text.parse::<jiff::Timestamp>() {
        return Some(Timestamp::from_millisecond(moment.as_millisecond()));
    }
    let parts = parts(&griot_text::fold(text));
    let (date, rest) = day(&parts)?;
    let (hour, minute, second, rest) = time(rest);
    let afternoon = rest.iter().any(|part| part == "pm");
    let hour = if afternoon && hour < 12 { hour + 12 } else { hour };
    let moment = date.at(hour.min(23), minute.min(59), second.min(59), 0);
    let zoned = moment.to_zoned(TimeZone::fixed(zone(rest, text))).ok()?;
    Some(Timestamp::from_millisecond(zoned.timestamp().as_millisecond()))
}

/// Runs of digits and runs of letters.
fn parts(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut last = ' ';
    for sign in text.chars() {
        let goes_on = (sign.is_ascii_digit() && last.is_ascii_digit())
            || (sign.is_alphabetic() && last.is_alphabetic());
        match parts.last_mut() {
            Some(part) if goes_on => part.push(sign),
            _ if sign.is_ascii_digit() || sign.is_alphabetic() => parts.push(sign.to_string()),
            _ => {}
        }
        last = sign;
    }
    parts
}

fn number(part: Option<&String>) -> Option<i16> {
    part.filter(|part| part.len() <= 4).and_then(|part| part.parse().ok())
}

fn day(parts: &[String]) -> Option<(civil::Date, &[String])> {
    let first = parts.iter().position(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?;
    let (before, parts) = parts.split_at(first);
    let one = parts.first()?;
    if let Some(compact) = compact(one) {
        return Some((compact, parts.get(1..).unwrap_or_default()));
    }
    let (two, three) = (parts.get(1)?, parts.get(2));
    let named_before = before.iter().rev().find_map(|name| month(name));
    let rest = |count: usize| parts.get(count..).unwrap_or_default();
    if let Some(month) = named_before {
        // February 14, 2013
        return Some((date(year(two)?, month, number(Some(one))?)?, rest(2)));
    }
    if one.len() == 4 {
        return Some((date(number(Some(one))?, number(Some(two))?, number(three)?)?, rest(3)));
    }
    // 1er mars 2013
    let (two, three, used) = if matches!(two.as_str(), "er" | "st" | "nd" | "rd" | "th") {
        (three?, parts.get(3), 4)
    } else {
        (two, three, 3)
    };
    let day = number(Some(one))?;
    if let Some(month) = month(two) {
        return Some((date(year(three?)?, month, day)?, rest(used)));
    }
    // Day before month, unless that cannot be.
    let (month, year) = (number(Some(two))?, year(three?)?);
    let date = date(year, month, day).or_else(|| date(year, day, month))?;
    Some((date, rest(used)))
}

fn date(year: i16, month: i16, day: i16) -> Option<civil::Date> {
    civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `20130214`.
fn compact(part: &str) -> Option<civil::Date> {
    if part.len() != 8 {
        return None;
    }
    let whole: i32 = part.parse().ok()?;
    let small = |number: i32| i16::try_from(number).ok();
    date(small(whole / 10_000)?, small(whole / 100 % 100)?, small(whole % 100)?)
}

/// Two figures are of this age or the last.
fn year(part: &str) -> Option<i16> {
    let year: i16 = part.parse().ok()?;
    match (part.len(), year) {
        (2, year) if year < 70 => Some(2000 + year),
        (2, year) => Some(1900 + year),
        (4, year) => Some(year),
        _ => None,
    }
}

fn month(name: &str) -> Option<i16> {
    const BEGINNINGS: [(&str, i16); 18] = [
        ("janv", 1),
        ("jan", 1),
        ("fev", 2),
        ("feb", 2),
        ("mars", 3),
        ("mar", 3),
        ("avr", 4),
        ("apr", 4),
        ("mai", 5),
        ("may", 5),
        ("juin", 6),
        ("jun", 6),
        ("juil", 7),
        ("jul", 7),
        ("sep", 9),
        ("oct", 10),
        ("nov", 11),
        ("dec", 12),
    ];
    if name.starts_with("mardi") {
        return None;
    }
    if name.starts_with("aou") || name.starts_with("aug") {
        return Some(8);
    }
    BEGINNINGS.iter().find(|(begins, _)| name.starts_with(begins)).map(|(_, month)| *month)
}

fn time(parts: &[String]) -> (i8, i8, i8, &[String]) {
    let marks = |part: &String| matches!(part.as_str(), "t" | "a" | "at" | "h" | "min" | "s");
    let mut found = [0_i8; 3];
    let mut used = 0;
    let mut places = found.iter_mut();
    for part in parts {
        if part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit()) {
            let (Some(place), Ok(value)) = (places.next(), part.parse()) else { break };
            *place = value;
        } else if !marks(part) {
            break;
        }
        used += 1;
    }
    let [hour, minute, second] = found;
    (hour, minute, second, parts.get(used..).unwrap_or_default())
}

fn zone(rest: &[String], text: &str) -> Offset {
    let hours = |hours: i8| Offset::from_hours(hours).unwrap_or(Offset::UTC);
    let tail: String = text.chars().rev().take_while(|sign| sign.is_ascii_digit() || *sign == ':').collect();
    let sign = text.chars().rev().nth(tail.chars().count());
    let digits: String = tail.chars().rev().filter(char::is_ascii_digit).collect();
    // After a time only: the end of 2013-02-14 is no zone.
    let has_time = text.contains(':');
    if let (Some(sign @ ('+' | '-')), 4, true, Ok(offset)) =
        (sign, digits.len(), has_time, digits.parse::<i32>())
    {
        let seconds = (offset / 100) * 3_600 + (offset % 100) * 60;
        let seconds = if sign == '-' { -seconds } else { seconds };
        return Offset::from_seconds(seconds).unwrap_or(Offset::UTC);
    }
    match rest.iter().map(String::as_str).find(|part| !matches!(*part, "am" | "pm")) {
        Some("cet" | "bst") => hours(1),
        Some("cest" | "eet") => hours(2),
        Some("edt") => hours(-4),
        Some("est" | "cdt") => hours(-5),
        Some("cst" | "mdt") => hours(-6),
        Some("mst" | "pdt") => hours(-7),
        Some("pst") => hours(-8),
        _ => Offset::UTC,
    }
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn dates_are_read_as_they_were_written_over_the_years() {
        for (text, wanted) in [
            ("2013-02-14T09:30:00Z", "2013-02-14T09:30:00Z"),
            ("2013-02-14T09:30:00+01:00", "2013-02-14T08:30:00Z"),
            ("Thu, 14 Feb 2013 09:30:00 +0000", "2013-02-14T09:30:00Z"),
            ("Thu, 14 Feb 2013 09:30:00 EST", "2013-02-14T14:30:00Z"),
            ("Thursday, 14-Feb-13 09:30:00 GMT", "2013-02-14T09:30:00Z"),
            ("jeu., 14 févr. 2013 09:30:00 +0100", "2013-02-14T08:30:00Z"),
            ("mardi 1er août 2006 à 18h05", "2006-08-01T18:05:00Z"),
            ("2013-02-14 09:30:00", "2013-02-14T09:30:00Z"),
            ("2013-02-14", "2013-02-14T00:00:00Z"),
            ("14/02/2013", "2013-02-14T00:00:00Z"),
            ("02/14/2013 9:30 pm", "2013-02-14T21:30:00Z"),
            ("February 14, 2013", "2013-02-14T00:00:00Z"),
            ("20130214", "2013-02-14T00:00:00Z"),
            ("2013-02-14T09:30", "2013-02-14T09:30:00Z"),
        ] {
            assert_eq!(moment(text).map(|at| at.rfc3339()).as_deref(), Some(wanted), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "hier", "0000-00-00 00:00:00", "31/31/2013", "14", "9999999999999999999999999", "é"]
        {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
