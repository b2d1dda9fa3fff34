//! From an address in the configuration to a store.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ClientOptions, ObjectStore, RetryConfig};
use url::Url;

use crate::error::{FilesError, of_io};

/// A store, where in it our files begin, how to name it without a secret, and the folder that it
/// is, if it is one.
pub(crate) struct Opened {
    pub(crate) store: Arc<dyn ObjectStore>,
    pub(crate) prefix: Path,
    pub(crate) name: String,
    pub(crate) folder: Option<PathBuf>,
}

pub(crate) fn open(address: &str) -> Result<Opened, FilesError> {
    if address.is_empty() {
        return Err(FilesError::refused("the address of the files is empty"));
    }
    if !address.contains("://") {
        return folder(std::path::Path::new(address));
    }
    let url =
        Url::parse(address).map_err(|why| FilesError::refused(format!("the address of the files: {why}")))?;
    match url.scheme() {
        "file" => folder(&local_path(&url)?),
        "s3" => bucket(&url),
        other => Err(FilesError::refused(format!(
            "files are kept in a folder, file:///… or s3://…, not {other}://"
        ))),
    }
}

fn local_path(url: &Url) -> Result<PathBuf, FilesError> {
    url.to_file_path().map_err(|()| FilesError::refused("file:// wants an absolute path: file:///srv/files"))
}

fn folder(path: &std::path::Path) -> Result<Opened, FilesError> {
    make_folder(path).map_err(|why| {
        of_io(&why).unwrap_or_else(|| FilesError::refused(format!("folder {}: {why}", path.display())))
    })?;
    let store = LocalFileSystem::new_with_prefix(path)?.with_fsync(true);
    Ok(Opened {
        store: Arc::new(store),
        prefix: Path::default(),
        name: path.display().to_string(),
        folder: Some(path.to_owned()),
    })
}

fn make_folder(path: &std::path::Path) -> std::io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path)
}

#[derive(Default)]
struct Wanted {
    endpoint: Option<String>,
    region: Option<String>,
    key: Option<String>,
    secret: Option<String>,
}

impl Wanted {
    fn read(url: &Url) -> Result<Self, FilesError> {
        let mut wanted = Self::default();
        for (name, value) in url.query_pairs() {
            let place = match name.as_ref() {
                "endpoint" => &mut wanted.endpoint,
                "region" => &mut wanted.region,
                "key" => &mut wanted.key,
                "secret" => &mut wanted.secret,
                other => {
                    return Err(FilesError::refused(format!(
                        "s3:// knows endpoint, region, key and secret, not {other}"
                    )));
                }
            };
            *place = Some(value.into_owned());
        }
        Ok(wanted)
    }
}

fn bucket(url: &Url) -> Result<Opened, FilesError> {
    let bucket = url
        .host_str()
        .filter(|name| !name.is_empty())
        .ok_or_else(|| FilesError::refused("s3:// wants a bucket: s3://bucket/prefix"))?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte);
    if !url.path().bytes().all(plain) {
        return Err(FilesError::refused("the prefix in s3:// is made of letters, digits and - _ . /"));
    }
    let prefix = Path::from(url.path());
    let store = client(bucket, Wanted::read(url)?)?;
    Ok(Opened { store: Arc::new(store), name: format!("s3://{bucket}/{prefix}"), prefix, folder: None })
}

fn client(bucket: &str, wanted: Wanted) -> Result<AmazonS3, FilesError> {
    let from_env = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let key = wanted.key.or_else(|| from_env("AWS_ACCESS_KEY_ID"));
    let secret = wanted.secret.or_else(|| from_env("AWS_SECRET_ACCESS_KEY"));
    let (Some(key), Some(secret)) = (key, secret) else {
        return Err(FilesError::refused("S3 wants AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"));
    };

    // Its client asks for the cryptography of the process; who comes second finds it installed.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let plain = wanted.endpoint.as_deref().is_some_and(|endpoint| endpoint.starts_with("http://"));
    let options = ClientOptions::new()
        .with_allow_http(plain)
        .with_connect_timeout(Duration::from_secs(5))
        .with_timeout(Duration::from_secs(60));
    let retry =
        RetryConfig { max_retries: 3, retry_timeout: Duration::from_secs(20), ..RetryConfig::default() };
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(bucket)
        .with_region(wanted.region.as_deref().unwrap_or("us-east-1"))
        .with_access_key_id(key)
        .with_secret_access_key(secret)
        .with_client_options(options)
        .with_retry(retry);
    if let Some(endpoint) = wanted.endpoint {
        builder = builder.with_endpoint(endpoint);
    }
    if let Some(token) = from_env("AWS_SESSION_TOKEN") {
        builder = builder.with_token(token);
    }
    Ok(builder.build()?)
}
