//! Files that rooms keep in the one store of the house.

use griot_kernel::Event;
use serde::{Deserialize, Serialize};

/// Rows that named files went: the files go too, unless another row names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FilesLetGo {}
impl Event for FilesLetGo {
    const NAME: &'static str = "files.let-go.v1";
}
