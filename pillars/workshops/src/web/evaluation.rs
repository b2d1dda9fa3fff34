//! What participants think, what they could before and after, and what a trainer reports.

use griot_web::Routes;

/// Its routes.
pub(super) fn routes() -> Routes {
    Routes::new()
}
