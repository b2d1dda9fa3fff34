//! Words that say nothing about a text, folded, in order.

pub(crate) const FRENCH: &[&str] = &[
    "a", "ai", "aient", "ais", "ait", "as", "au", "aux", "avaient", "avait", "avec", "avez", "avoir",
    "avons", "c", "ca", "car", "ce", "ceci", "cela", "celle", "celles", "celui", "ces", "cet", "cette",
    "ceux", "ci", "comme", "d", "dans", "de", "des", "donc", "dont", "du", "elle", "elles", "en", "entre",
    "es", "est", "et", "etaient", "etait", "etant", "etes", "etre", "eu", "eux", "fut", "il", "ils", "j",
    "je", "jusqu", "l", "la", "le", "les", "leur", "leurs", "lorsqu", "lorsque", "lui", "m", "ma", "mais",
    "me", "meme", "mes", "moi", "mon", "n", "ne", "ni", "nos", "notre", "nous", "on", "ont", "ou", "par",
    "pas", "pour", "puisqu", "puisque", "qu", "quand", "que", "quel", "quelle", "quelles", "quels", "qui",
    "quoi", "quoiqu", "s", "sa", "sans", "se", "sera", "ses", "si", "soit", "sommes", "son", "sont", "sous",
    "suis", "sur", "t", "ta", "te", "tes", "toi", "ton", "tres", "tu", "un", "une", "vos", "votre", "vous",
    "y",
];

pub(crate) const ENGLISH: &[&str] = &[
    "a", "about", "am", "an", "and", "are", "as", "at", "be", "been", "being", "but", "by", "can", "could",
    "d", "did", "do", "does", "don", "for", "from", "had", "has", "have", "he", "her", "hers", "him", "his",
    "how", "i", "if", "in", "into", "is", "it", "its", "ll", "m", "me", "my", "no", "nor", "not", "of", "on",
    "or", "our", "ours", "re", "s", "she", "should", "so", "such", "t", "than", "that", "the", "their",
    "theirs", "them", "then", "there", "these", "they", "this", "those", "to", "too", "ve", "very", "was",
    "we", "were", "what", "when", "where", "which", "while", "who", "whom", "why", "will", "with", "would",
    "you", "your", "yours",
];

#[cfg(test)]
mod tests {
    use super::{ENGLISH, FRENCH};

    #[test]
    fn the_words_are_folded_and_in_order() {
        for list in [FRENCH, ENGLISH] {
            assert!(list.is_sorted());
            assert!(list.iter().all(|word| crate::fold(word) == *word));
        }
    }
}
