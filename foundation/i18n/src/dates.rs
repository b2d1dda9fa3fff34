use fluent_bundle::FluentValue;
use griot_kernel::Timestamp;
use jiff::civil::Date;

use crate::Words;

impl Words {
    /// `jeudi 14 février 2013`.
    pub fn date(&self, at: Timestamp) -> String {
        self.dated("date-long", at.day())
    }

    /// `14 février 2013`.
    pub fn day(&self, at: Timestamp) -> String {
        self.dated("date-day", at.day())
    }

    /// `14 févr.`, for lists where the year is known.
    pub fn short_day(&self, at: Timestamp) -> String {
        self.dated("date-short", at.day())
    }

    /// `février 2013`, for archives.
    pub fn month(&self, year: i16, month: i8) -> String {
        let name = self.t(&format!("date-month-{month}"));
        self.with("date-month-of-year", [("month", name.into()), ("year", year.to_string().into())])
    }

    /// `14 février 2013, 9 h 30`, as clocks show it in the section's zone: for staff and for a person's own
    /// things, never in public.
    pub fn moment(&self, at: Timestamp) -> String {
        let shown = self.zone.shown(at);
        let day = self.dated("date-day", shown.date());
        self.with(
            "date-moment",
            [
                ("day", FluentValue::from(day)),
                ("hour", shown.hour().to_string().into()),
                ("minute", format!("{:02}", shown.minute()).into()),
            ],
        )
    }

    /// `9 h 30`, as clocks show it in the section's zone: of what is announced for an hour.
    pub fn hour(&self, at: Timestamp) -> String {
        let shown = self.zone.shown(at);
        let values =
            [("hour", shown.hour().to_string().into()), ("minute", format!("{:02}", shown.minute()).into())];
        self.with("date-hour", values)
    }

    /// `142 240`.
    pub fn number(&self, n: i64) -> String {
        self.count("number-plain", n)
    }

    /// `9 Ko`: a size in the unit that people know.
    pub fn bytes(&self, bytes: u64) -> String {
        match bytes {
            0..1_000_000 => self.count("size-kilobytes", bytes.div_ceil(1_000)),
            1_000_000..1_000_000_000 => self.tenths("size-megabytes", bytes.div_ceil(100_000)),
            _ => self.tenths("size-gigabytes", bytes.div_ceil(100_000_000)),
        }
    }

    fn tenths(&self, key: &str, tenths: u64) -> String {
        let text = self.with(
            "number-decimal",
            [("whole", (tenths / 10).to_string().into()), ("tenth", (tenths % 10).to_string().into())],
        );
        self.put(key, "size", text)
    }

    fn dated(&self, key: &str, day: Date) -> String {
        let weekday = self.t(&format!("date-weekday-{}", day.weekday().to_monday_one_offset()));
        let month = self.t(&format!("date-month-{}", day.month()));
        let short = self.t(&format!("date-month-short-{}", day.month()));
        self.with(
            key,
            [
                ("weekday", FluentValue::from(weekday)),
                ("day", i64::from(day.day()).into()),
                ("month", month.into()),
                ("short", short.into()),
                ("year", day.year().to_string().into()),
            ],
        )
    }
}
