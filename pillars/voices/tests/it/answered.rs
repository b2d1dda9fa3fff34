//! What the inbox may ask of comments.

use griot_contracts::voices::Comments;
use griot_db::Tx;
use griot_kernel::{Id, SeededRandom};
use griot_voices::{
    Voices,
    model::{Blog, Comment, CommentState, Post, Role},
    store::{blogs, comments, posts},
};

use crate::factory::{awa, binta, blog, comment, day, published};

async fn asked(tx: &mut Tx) -> (Blog, Post, Comment) {
    let home = blog(1, "awa");
    blogs::insert(tx, &home).await.unwrap();
    blogs::set_author(tx, home.id, awa(), Role::Author).await.unwrap();
    let post = published(1, &home, "premier", day(1));
    posts::insert(tx, &post).await.unwrap();
    let question = comment(1, &post, binta(), "Quand revient l’eau ?");
    comments::insert(tx, &question).await.unwrap();
    (home, post, question)
}

griot_testkit::contract! { &[griot_voices::SCHEMA];
    async fn a_comment_is_read_with_where_it_stands(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (_, post, question) = asked(&mut tx).await;
        let placed = comments::placed(&mut tx, question.id).await.unwrap().unwrap();
        assert_eq!((placed.post_slug.as_str(), &placed.comment), ("premier", &question));
        let words = Voices.words(&mut tx, question.id.cast()).await.unwrap().unwrap();
        assert_eq!((words.author, words.at_home, words.title), (Some(binta()), false, post.title.clone()));
        assert!(words.address.starts_with("/blogs/awa/premier?comment="), "{}", words.address);
        let own = comment(2, &post.clone(), awa(), "Bientôt.");
        comments::insert(&mut tx, &own).await.unwrap();
        assert!(Voices.words(&mut tx, own.id.cast()).await.unwrap().unwrap().at_home, "who keeps the blog is at home");
        comments::set_state(&mut tx, question.id, CommentState::Shown, CommentState::Hidden, None, false).await.unwrap();
        assert_eq!(Voices.words(&mut tx, question.id.cast()).await.unwrap(), None, "what nobody sees wants no answer");
    }

    async fn an_answer_stands_below_what_it_answers_and_a_comment_can_be_erased(db: Db) {
        let mut tx = db.begin().await.unwrap();
        let (_, _, question) = asked(&mut tx).await;
        let random = SeededRandom::new(4);
        let chance: &dyn griot_kernel::Random = &random;
        let moment = (day(2), chance);
        assert_eq!(Voices.answer(&mut tx, question.id.cast(), awa(), "  ", moment).await.unwrap(), None);
        let answer = Voices.answer(&mut tx, question.id.cast(), awa(), "Demain matin.", moment).await.unwrap().unwrap();
        let kept = comments::by_id(&mut tx, answer.cast()).await.unwrap().unwrap();
        assert_eq!((kept.parent, kept.state, kept.body.as_str()), (Some(question.id), CommentState::Shown, "Demain matin."));
        assert!(Voices.erase(&mut tx, question.id.cast()).await.unwrap());
        let gone = comments::by_id(&mut tx, question.id).await.unwrap().unwrap();
        assert_eq!((gone.state, gone.body.as_str()), (CommentState::Deleted, ""));
        assert!(!Voices.erase(&mut tx, question.id.cast()).await.unwrap(), "once");
        let nobody = Id::secret(&random);
        assert!(!Voices.erase(&mut tx, nobody).await.unwrap());
        assert_eq!(Voices.answer(&mut tx, question.id.cast(), awa(), "Encore.", moment).await.unwrap(), None);
    }
}
