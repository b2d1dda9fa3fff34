//! Opens a whole house in a fresh folder.

use std::{path::PathBuf, sync::Arc};

use axum::body::Body;
use griot::{compose::Pillars, house};
use griot_config::{Config, Overrides};
use griot_kernel::SystemClock;
use griot_web::{Doors, Section, assemble};
use http_body_util::BodyExt;
use tempfile::TempDir;
use tower::ServiceExt;

pub struct Open {
    pub section: Section,
    pub pillars: Pillars,
    pub app: Doors,
    folder: TempDir,
}

pub async fn house() -> Open {
    let folder = TempDir::new().unwrap();
    let overrides = Overrides { data: Some(folder.path().join("data")), listen: None };
    let config = Config::read(None, Vec::new(), overrides).unwrap();
    let (section, pillars) = house::enter(&config, Arc::new(SystemClock), false).await.unwrap();
    let app = assemble(&section, pillars.routes());
    Open { section, pillars, app, folder }
}

pub struct Got {
    pub status: u16,
    pub location: String,
    pub text: String,
}

impl Open {
    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    pub async fn send(&self, request: axum::http::Request<Body>) -> Got {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let header = response.headers().get("location").map(|v| v.to_str().unwrap().to_owned());
        let status = response.status().as_u16();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Got { status, location: header.unwrap_or_default(), text }
    }

    pub async fn get(&self, path: &str) -> Got {
        self.send(axum::http::Request::get(path).body(Body::empty()).unwrap()).await
    }
}
