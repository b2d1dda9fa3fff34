//! What newer Ghosts keep: a tree of nodes.

use std::fmt::Write as _;

use serde_json::Value;

use super::mobiledoc::{escaped, quoted};

/// Nodes within nodes beyond this are left out.
const DEEPEST: usize = 60;

/// The text as HTML, or nothing if it is not in that form.
pub fn html(text: &str) -> Option<String> {
    let document: Value = serde_json::from_str(text).ok()?;
    let root = document.get("root")?;
    let mut out = String::new();
    children(root, DEEPEST, &mut out);
    Some(out)
}

fn children(node: &Value, depth: usize, out: &mut String) {
    if depth == 0 {
        return;
    }
    for child in node.get("children").and_then(Value::as_array).into_iter().flatten() {
        write(child, depth - 1, out);
    }
}

fn around(tag: &str, node: &Value, depth: usize, out: &mut String) {
    let _ = write!(out, "<{tag}>");
    children(node, depth, out);
    let _ = writeln!(out, "</{tag}>");
}

fn write(node: &Value, depth: usize, out: &mut String) {
    let said = |key: &str| node.get(key).and_then(Value::as_str).unwrap_or_default();
    match said("type") {
        "text" | "extended-text" => marked(node, out),
        "linebreak" => out.push_str("<br>"),
        "paragraph" => around("p", node, depth, out),
        "quote" | "extended-quote" | "aside" => around("blockquote", node, depth, out),
        "heading" | "extended-heading" => {
            let tag = match said("tag") {
                tag @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => tag,
                _ => "h2",
            };
            around(tag, node, depth, out);
        }
        "list" => around(if said("listType") == "number" { "ol" } else { "ul" }, node, depth, out),
        "listitem" => around("li", node, depth, out),
        "link" | "autolink" => {
            let _ = write!(out, "<a href=\"{}\">", quoted(said("url")));
            children(node, depth, out);
            out.push_str("</a>");
        }
        "image" => {
            let (src, alt) = (quoted(said("src")), quoted(said("alt")));
            let _ = writeln!(
                out,
                "<figure><img src=\"{src}\" alt=\"{alt}\"><figcaption>{}</figcaption></figure>",
                said("caption")
            );
        }
        "html" => out.push_str(said("html")),
        "markdown" => out.push_str(griot_text::markdown(said("markdown")).as_str()),
        "codeblock" => {
            let _ = writeln!(out, "<pre><code>{}</code></pre>", escaped(said("code")));
        }
        "embed" | "bookmark" | "video" | "audio" | "file" => {
            let address =
                ["url", "src"].map(said).into_iter().find(|text| !text.is_empty()).unwrap_or_default();
            let _ = writeln!(out, "<p><a href=\"{}\">{}</a></p>", quoted(address), escaped(address));
        }
        "horizontalrule" => out.push_str("<hr>\n"),
        _ => children(node, depth, out),
    }
}

/// Bits of `format`: bold, italic, struck, underlined, code.
fn marked(node: &Value, out: &mut String) {
    const MARKS: [(u64, &str); 5] = [(1, "strong"), (2, "em"), (4, "s"), (8, "u"), (16, "code")];
    let format = node.get("format").and_then(Value::as_u64).unwrap_or(0);
    let marks = || MARKS.iter().filter(move |(bit, _)| format & bit != 0);
    for (_, tag) in marks() {
        let _ = write!(out, "<{tag}>");
    }
    out.push_str(&escaped(node.get("text").and_then(Value::as_str).unwrap_or_default()));
    for (_, tag) in marks().rev() {
        let _ = write!(out, "</{tag}>");
    }
}

#[cfg(test)]
mod tests {
    use super::html;

    #[test]
    fn a_tree_of_nodes_becomes_html() {
        let text = r#"{"root":{"type":"root","children":[
            {"type":"heading","tag":"h3","children":[{"type":"text","text":"Été","format":0}]},
            {"type":"paragraph","children":[{"type":"extended-text","text":"a<b","format":3},{"type":"linebreak"},
              {"type":"link","url":"https://exemple.bf","children":[{"type":"text","text":"ici"}]}]},
            {"type":"list","listType":"number","children":[{"type":"listitem","children":[{"type":"text","text":"un"}]}]},
            {"type":"image","src":"/a.jpg","alt":"Puits"},{"type":"inconnu","children":[{"type":"text","text":"reste"}]}]}}"#;
        let wanted = "<h3>Été</h3>\n<p><strong><em>a&lt;b</em></strong><br><a href=\"https://exemple.bf\">ici</a></p>\n<ol><li>un</li>\n</ol>\n<figure><img src=\"/a.jpg\" alt=\"Puits\"><figcaption></figcaption></figure>\nreste";
        assert_eq!(html(text).as_deref(), Some(wanted));
        assert_eq!(html("{\"sections\":[]}"), None);
    }
}
