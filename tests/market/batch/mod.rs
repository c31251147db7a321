//! Many properties at once are counted as one by one.

mod agreement;
mod columns;
mod table;
mod vectors;
