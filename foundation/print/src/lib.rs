//! Printing: sheets of paper as PDF, and cards as pictures, with one open font that the program brings along.
//!
//! A [`Sheet`] says what stands on the paper, in its order; [`pdf`] flows it over pages and tags every piece, so that
//! a screen reader finds titles, lists and tables. A [`Diploma`] says what stands on a certificate; [`diploma`] sets it on
//! the one page that it has. A [`Card`] says what stands on a picture; [`card`] draws it. All give the same bytes for
//! the same input: no clock, no chance, no font of the machine.
//!
//! The font is Noto Sans (`fonts/`): its Latin has the letters of French, Mooré, Dioula and Fulfulde. What it does
//! not have can be asked beforehand with [`missing`]; on a sheet or a certificate an unknown letter
//! becomes the sign for that, on a card it is refused.

mod bars;
mod card;
mod code;
mod colour;
mod diploma;
mod flow;
mod fonts;
mod lines;
mod paint;
mod paper;
mod pdf;
mod sheet;

pub use card::{Card, CardError, Design, Format, card};
pub use code::modules;
pub use colour::Colour;
pub use diploma::{Diploma, diploma};
pub use fonts::missing;
pub use pdf::{PrintError, pdf};
pub use sheet::{Bar, Bars, Block, Letterhead, Sheet, Span, Style, Table};
