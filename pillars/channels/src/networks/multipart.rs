//! A form with files (RFC 7578), as bytes.

use bytes::Bytes;
use griot_fetch::Call;

/// A form that grows field by field.
#[derive(Debug, Default)]
pub(super) struct Multipart {
    fields: Vec<(String, Bytes)>,
}

impl Multipart {
    /// With a field of text.
    pub(super) fn text(mut self, name: &str, value: &str) -> Self {
        let head = format!("Content-Disposition: form-data; name=\"{name}\"\r\n\r\n");
        self.fields.push((head, Bytes::copy_from_slice(value.as_bytes())));
        self
    }

    /// With a JPEG.
    pub(super) fn jpeg(mut self, name: &str, bytes: &Bytes) -> Self {
        let head = format!(
            "Content-Disposition: form-data; name=\"{name}\"; filename=\"{name}.jpg\"\r\n\
             Content-Type: image/jpeg\r\n\r\n"
        );
        self.fields.push((head, bytes.clone()));
        self
    }

    /// The call with this form as its body.
    pub(super) fn put(self, call: Call) -> Call {
        let boundary = self.boundary();
        let mut body = Vec::new();
        for (head, value) in &self.fields {
            body.extend_from_slice(format!("--{boundary}\r\n{head}").as_bytes());
            body.extend_from_slice(value);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        call.body(&format!("multipart/form-data; boundary={boundary}"), body)
    }

    /// A line that stands nowhere in the fields: a digest of all of them needs no chance.
    fn boundary(&self) -> String {
        let mut all = blake3::Hasher::new();
        for (head, value) in &self.fields {
            all.update(head.as_bytes()).update(value);
        }
        format!("griot-{}", all.finalize().to_hex().get(..32).unwrap_or_default())
    }
}
