use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore};

use crate::error::SetupError;

/// Mozilla's authorities, so that a bare container can fetch, and the machine's own,
/// so that an operator can add one.
pub(crate) fn config() -> Result<ClientConfig, SetupError> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(config)
}
