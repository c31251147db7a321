//! Bits of numbers, pushed together and apart.

/// Some bits of a number, to be pushed together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bits {
    pub(super) mask: u64,
    pub(super) count: u32,
    /// The bits that move down by 1, 2, 4, 8, 16 and 32 to stand together.
    moves: [u64; 6],
}

const STEPS: [u32; 6] = [1, 2, 4, 8, 16, 32];

/// So many ones.
pub(super) fn ones(bits: u32) -> u64 {
    1_u64
        .checked_shl(bits)
        .map_or(u64::MAX, |bit| bit.wrapping_sub(1))
}

impl Bits {
    /// The highest bits of a mask, so many at most.
    pub(super) fn highest(mask: u64, most: u32) -> Self {
        let mut mask = mask;
        while mask.count_ones() > most {
            mask &= mask.wrapping_sub(1);
        }
        Self {
            mask,
            count: mask.count_ones(),
            moves: moves(mask),
        }
    }

    /// These bits of a number, without the others between them.
    #[inline]
    pub(super) fn squeeze(&self, number: u64) -> u64 {
        let mut bits = number & self.mask;
        // All bits stand together already.
        if self.count == u64::BITS {
            return bits;
        }
        for (moved, step) in self.moves.iter().zip(STEPS) {
            let moved = bits & moved;
            bits = bits ^ moved | moved.wrapping_shr(step);
        }
        bits
    }

    /// The way back: the lowest bits of a number put where these stand.
    pub(super) fn spread(&self, number: u64) -> u64 {
        let mut bits = number & ones(self.count);
        for (moved, step) in self.moves.iter().zip(STEPS).rev() {
            let moved = moved.wrapping_shr(step) & bits;
            bits = bits ^ moved | moved.wrapping_shl(step);
        }
        bits
    }
}

/// Which bits of a mask move down in each step until all stand together: those with an odd
/// number of gaps below them by one, then of pairs of gaps by two, and so on (Warren, Hacker's
/// Delight, 7-4).
fn moves(mask: u64) -> [u64; 6] {
    let mut mask = mask;
    let mut gaps = !mask << 1;
    STEPS.map(|step| {
        let odd = STEPS
            .iter()
            .fold(gaps, |odd, step| odd ^ odd.wrapping_shl(*step));
        let moved = odd & mask;
        mask = mask ^ moved | moved.wrapping_shr(step);
        gaps &= !odd;
        moved
    })
}
