//! Days of the world on which a section for human rights speaks.

/// Day, month, and the message that names it. Those of the United Nations
/// (<https://www.un.org/en/observances/list-days-weeks>), with the days of the African child (African Union) and
/// against the death penalty (World Coalition Against the Death Penalty).
pub const DAYS: &[(i8, i8, &str)] = &[
    (6, 2, "channels-world-fgm"),
    (13, 2, "channels-world-radio"),
    (20, 2, "channels-world-justice"),
    (21, 2, "channels-world-tongue"),
    (8, 3, "channels-world-women"),
    (21, 3, "channels-world-racism"),
    (22, 3, "channels-world-water"),
    (7, 4, "channels-world-health"),
    (3, 5, "channels-world-press"),
    (12, 6, "channels-world-labour"),
    (16, 6, "channels-world-african-child"),
    (20, 6, "channels-world-refugees"),
    (26, 6, "channels-world-torture"),
    (30, 7, "channels-world-trafficking"),
    (9, 8, "channels-world-indigenous"),
    (30, 8, "channels-world-disappeared"),
    (8, 9, "channels-world-literacy"),
    (15, 9, "channels-world-democracy"),
    (21, 9, "channels-world-peace"),
    (28, 9, "channels-world-information"),
    (10, 10, "channels-world-death-penalty"),
    (11, 10, "channels-world-girl"),
    (17, 10, "channels-world-poverty"),
    (2, 11, "channels-world-impunity"),
    (20, 11, "channels-world-child"),
    (25, 11, "channels-world-violence"),
    (2, 12, "channels-world-slavery"),
    (3, 12, "channels-world-disabilities"),
    (10, 12, "channels-world-rights"),
    (18, 12, "channels-world-migrants"),
];

#[cfg(test)]
mod tests {
    use super::DAYS;

    #[test]
    fn they_are_days_in_their_order() {
        assert!(DAYS.iter().all(|(day, month, _)| jiff::civil::Date::new(2000, *month, *day).is_ok()));
        assert!(DAYS.is_sorted_by_key(|(day, month, _)| (*month, *day)));
    }
}
