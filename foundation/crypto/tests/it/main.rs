//! What the keys promise.
#![cfg(test)]

mod file;
mod house;
mod passphrases;
mod sealing;
mod vouching;

use griot_crypto::Keys;
use griot_kernel::SeededRandom;

pub fn chance() -> SeededRandom {
    SeededRandom::new(7)
}

pub fn keys() -> Keys {
    Keys::generate(&chance())
}
