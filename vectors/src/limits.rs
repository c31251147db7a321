use crate::Problem;

/// The environment variable that [`Limits::from_env`] reads: a number of codes, or `all`.
pub const DIGESTS_VARIABLE: &str = "DOORWARD_DIGESTS_UP_TO";

/// A digest over a million codes takes seconds; one over a hundred thousand does not.
const QUICK_DIGESTS: u32 = 100_000;

/// How much work a run may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    digests_up_to: u32,
}

impl Default for Limits {
    /// Digests of at most 100,000 codes.
    fn default() -> Self {
        Self {
            digests_up_to: QUICK_DIGESTS,
        }
    }
}

impl Limits {
    /// Everything that a file holds.
    pub const ALL: Self = Self {
        digests_up_to: u32::MAX,
    };

    /// Digests of at most so many codes; the larger ones are skipped and counted as such.
    #[must_use]
    pub const fn digests_up_to(codes: u32) -> Self {
        Self {
            digests_up_to: codes,
        }
    }

    /// What [`DIGESTS_VARIABLE`] says, or else the [default](Limits::default).
    ///
    /// # Errors
    /// [`Problem::Setting`] if it is neither a number nor `all`.
    pub fn from_env() -> Result<Self, Problem> {
        match std::env::var_os(DIGESTS_VARIABLE) {
            None => Ok(Self::default()),
            Some(value) => Self::parse(&value.to_string_lossy()),
        }
    }

    fn parse(value: &str) -> Result<Self, Problem> {
        if value == "all" {
            return Ok(Self::ALL);
        }
        value
            .parse()
            .map(Self::digests_up_to)
            .map_err(|_| Problem::Setting {
                variable: DIGESTS_VARIABLE,
                value: value.to_owned(),
            })
    }

    pub(crate) const fn allows_digest_of(self, codes: u32) -> bool {
        codes <= self.digests_up_to
    }
}

#[cfg(test)]
mod tests {
    use super::Limits;

    #[test]
    fn a_limit_is_a_number_or_all() {
        assert_eq!(Limits::parse("all").unwrap(), Limits::ALL);
        assert_eq!(Limits::parse("100").unwrap(), Limits::digests_up_to(100));
        for wrong in ["", "ALL", "-1", "1e5", "4294967296"] {
            assert!(Limits::parse(wrong).is_err(), "{wrong}");
        }
        assert!(Limits::default().allows_digest_of(100_000));
        assert!(!Limits::default().allows_digest_of(100_001));
    }
}
