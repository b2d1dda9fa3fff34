//! Questions put to participants, and their answers, which name nobody.
