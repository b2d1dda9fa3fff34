use griot_kernel::Timestamp;

use super::seconds;

/// So many nets in ten minutes are never a crowd.
const CALM: f64 = 100.0;
/// More than so many times the usual is a crowd.
const UNUSUAL: f64 = 4.0;
/// The least that is left of an allowance.
const LEAST: f64 = 1.0 / 8.0;
/// Over how many seconds the present is seen, and the usual.
const PRESENT: f64 = 600.0;
const USUAL: f64 = 86_400.0;

/// How many nets begin an act now, and how many usually do. It knows numbers only.
#[derive(Clone, Copy, Debug)]
pub(super) struct Crowd {
    present: f64,
    usual: f64,
    at: Timestamp,
}

impl Crowd {
    pub(super) fn new(at: Timestamp) -> Self {
        Self { present: 0.0, usual: 0.0, at }
    }

    /// Counts a net that comes anew, and says what share of its allowance each net has now.
    pub(super) fn share(&mut self, is_new: bool, now: Timestamp) -> f64 {
        let passed = seconds(self.at, now);
        self.present *= (-passed / PRESENT).exp();
        self.usual *= (-passed / USUAL).exp();
        self.at = now;
        if is_new {
            self.present += 1.0;
            // Weighed so that both say the same when as many come as ever.
            self.usual += PRESENT / USUAL;
        }
        (CALM.max(UNUSUAL * self.usual) / self.present.max(1.0)).clamp(LEAST, 1.0)
    }
}
