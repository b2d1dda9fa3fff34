//! Certificates: given, shown, checked, taken back.

use griot_web::Routes;

/// Its routes.
pub(super) fn routes() -> Routes {
    Routes::new()
}
