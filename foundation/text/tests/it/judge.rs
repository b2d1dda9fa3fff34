//! Reads HTML with a tokenizer of its own and says what is wrong with it.

use std::cell::RefCell;

use griot_text::Html;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

#[derive(Default)]
struct Tags(RefCell<Vec<Tag>>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => self.0.borrow_mut().push(tag),
            Token::CommentToken(text) => panic!("a comment came through: {text}"),
            Token::DoctypeToken(_) => panic!("a document type came through"),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

const HARMLESS: &str = "a abbr audio b bdi blockquote br caption cite code dd del details dfn div \
    dl dt em figcaption figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section \
    small span strong sub summary sup table tbody td tfoot th thead time tr u ul var";

const ATTRIBUTES: &str = "align alt class colspan controls datetime decoding dir height href id \
    lang loading preload rel rowspan src start title width";

/// Panics with a reason if a browser could run anything of this.
pub fn harmless(html: &Html, source: &str) {
    let tokenizer = Tokenizer::new(Tags::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html.as_str()));
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    for tag in tokenizer.sink.0.take() {
        let context = || format!("in {:?} made of {source:?}", html.as_str());
        assert!(HARMLESS.split_whitespace().any(|name| name == &*tag.name), "<{}> {}", tag.name, context());
        for attribute in &tag.attrs {
            let (name, value) = (&*attribute.name.local, &*attribute.value);
            assert_eq!(tag.kind, TagKind::StartTag);
            assert!(ATTRIBUTES.split_whitespace().any(|known| known == name), "{name} {}", context());
            if matches!(name, "href" | "src") {
                let bare: String = value
                    .chars()
                    .filter(|c| !c.is_whitespace() && !c.is_control())
                    .collect::<String>()
                    .to_lowercase();
                let scheme = bare.split(['/', '?', '#']).next().unwrap();
                if let Some((scheme, _)) = scheme.split_once(':') {
                    assert!(matches!(scheme, "http" | "https" | "mailto" | "tel"), "{scheme} {}", context());
                }
            }
        }
    }
}
