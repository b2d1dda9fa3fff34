use griot_delivery::{Letter, MemoryPost, Post, PostError};

use crate::{comment_letter, email, url};

#[test]
fn the_text_has_links_on_their_own_lines_and_a_footer_below() {
    let letter = comment_letter("awa@example.org");

    assert_eq!(
        letter.text,
        "Binta a laissé un commentaire sous votre texte.\n\
         \n\
         > Merci pour ce texte, il m’a rappelé mon enfance là-bas.\n\
         > \n\
         > À bientôt !\n\
         \n\
         Lire et répondre\n\
         https://griot.example/blogs/awa/ete?a=1&b=2#c12\n\
         \n\
         -- \n\
         Vous recevez cette lettre parce que vous suivez ce texte.\n\
         Ne plus recevoir ces lettres\n\
         https://griot.example/stop/k3v9\n"
    );
}

#[test]
fn the_html_is_light_and_asks_nothing_of_the_network() {
    let html = comment_letter("awa@example.org").light_html();

    assert!(html.len() <= 6 * 1024, "{} bytes", html.len());
    assert!(html.contains("<html lang=\"fr\">"));
    assert!(html.contains("prefers-color-scheme:dark"));
    assert!(html.contains("<a class=\"b\" href=\"https://griot.example/blogs/awa/ete?a=1&amp;b=2#c12\">"));
    for asked in ["<img", "src=", "@import", "url(", "<link", "style=\"", "<script"] {
        assert!(!html.contains(asked), "{asked}");
    }
}

#[test]
fn a_stranger_s_words_are_never_markup() {
    let html = Letter::new(email("awa@example.org"), "</title><script>a</script>")
        .quote("<script>alert(1)</script> http://a.example/\"onclick=\"x")
        .language("fr\"><script>")
        .light_html();

    assert!(!html.contains("<script"));
    assert!(!html.contains("\"onclick"));
}

#[test]
fn text_set_by_hand_gives_the_html_too() {
    let mut letter = comment_letter("awa@example.org");
    letter.text = "Un.\n\nDeux <3\nhttps://griot.example/".into();

    assert_eq!(letter.paragraphs(), ["Un.", "Deux <3\nhttps://griot.example/"]);
    let html = letter.light_html();
    assert!(html.contains("<p>Un.</p>"));
    assert!(html.contains("<p>Deux &lt;3<br>\n<a href=\"https://griot.example/\">"));
    assert!(!html.contains("Binta"));
}

#[test]
fn a_letter_does_not_show_in_debug() {
    let shown = format!("{:?}", comment_letter("awa@example.org"));
    for secret in ["awa@", "Binta", "commentaire", "k3v9", "stop"] {
        assert!(!shown.contains(secret), "{secret}");
    }
}

#[tokio::test]
async fn the_memory_keeps_letters_and_fails_when_told_to() {
    let post = MemoryPost::new();
    let letter =
        Letter::new(email("awa@example.org"), "Salut").button("Lire", &url("https://griot.example/"));
    let later = PostError::Retry("closed".into());
    post.fail(&later, 2);
    post.fail(&PostError::Stopped, 1);

    assert_eq!(post.send(&letter).await, Err(later.clone()));
    assert_eq!(post.clone().send(&letter).await, Err(later));
    assert_eq!(post.send(&letter).await, Err(PostError::Stopped));
    assert_eq!(post.send(&letter).await, Ok(()));

    assert_eq!(post.letters(), std::slice::from_ref(&letter));
    assert_eq!(post.take(), [letter]);
    assert!(post.letters().is_empty());
}
