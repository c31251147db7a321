//! The published vectors against the library, and the runner against altered vectors.

#![allow(clippy::arithmetic_side_effects)]

#[cfg(test)]
mod altered;
#[cfg(test)]
mod folder;
#[cfg(test)]
mod form;
#[cfg(test)]
mod published;
#[cfg(test)]
mod questions;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod schemas;
#[cfg(test)]
mod sessions;
#[cfg(test)]
mod support;
