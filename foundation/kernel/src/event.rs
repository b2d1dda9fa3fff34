use serde::{Serialize, de::DeserializeOwned};

/// Something that happened, told to whoever listens.
///
/// An event carries ids and revisions only: never a name, an address or a
/// body, since it lies on disk until every listener has heard it. The meaning
/// of a `NAME` never changes: a new meaning is a new name (`.v2`).
pub trait Event: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// `subject.what-happened.v1`.
    const NAME: &'static str;
}
