//! What each model of box can do, and which phones can talk to it (specification, the fleet).
//!
//! ```
//! use doorward::fleet::FleetError;
//! use doorward::fleet::models::{Capabilities, Model, PhoneVersion};
//!
//! assert!(!Model::KeypadFlex.capabilities().bluetooth);
//! assert!(Model::Bluetooth.capabilities().firmware_by_visit);
//!
//! let lowest: PhoneVersion = "6.0.1".parse()?;
//! assert!("6.0".parse::<PhoneVersion>()? < lowest); // 6.0 is 6.0.0, and too old
//! assert_eq!("6.x".parse::<PhoneVersion>(), Err(FleetError::BadValue));
//! # Ok::<(), FleetError>(())
//! ```

use core::fmt;
use core::str::FromStr;

use super::FleetError;
use crate::policy::listed::closed_list;

closed_list! {
    /// A model of box. An association may have others, with [`Capabilities`] of their own.
    Model {
        Keypad = 1, "keypad", "a keypad alone";
        KeypadFlex = 2, "keypad_flex", "a keypad that knows flex codes";
        Bluetooth = 3, "bluetooth", "a keypad and a radio";
        BluetoothFlex = 4, "bluetooth_flex", "a keypad that knows flex codes, and a radio";
    }
}

/// What a model can do. Every model knows day codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the table of models has a column for each"
)]
pub struct Capabilities {
    /// It has a radio: grants can be proved to it.
    pub bluetooth: bool,
    /// It knows FlexCodes.
    pub flex_codes: bool,
    /// A grant can release its shackle.
    pub shackle_by_app: bool,
    /// A code can release its shackle.
    pub shackle_by_code: bool,
    /// It takes firmware from visitors' phones.
    pub firmware_by_visit: bool,
}

impl Model {
    /// What it can do: a convention of existing systems.
    #[must_use]
    pub const fn capabilities(self) -> Capabilities {
        let bluetooth = matches!(self, Self::Bluetooth | Self::BluetoothFlex);
        let flex_codes = matches!(self, Self::KeypadFlex | Self::BluetoothFlex);
        Capabilities {
            bluetooth,
            flex_codes,
            shackle_by_app: bluetooth,
            shackle_by_code: flex_codes,
            firmware_by_visit: bluetooth,
        }
    }
}

/// A version of a phone's operating system: three numbers, compared from the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct PhoneVersion(pub [u16; 3]);

impl FromStr for PhoneVersion {
    type Err = FleetError;

    /// One to three numbers with points between them; those that are not there are 0.
    fn from_str(text: &str) -> Result<Self, FleetError> {
        let mut numbers = [0; 3];
        let mut places = numbers.iter_mut();
        for part in text.split('.') {
            let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            let place = places.next().filter(|_| is_number);
            let number = part.parse().map_err(|_| FleetError::BadValue)?;
            *place.ok_or(FleetError::BadValue)? = number;
        }
        Ok(Self(numbers))
    }
}

impl fmt::Display for PhoneVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(f, "{major}.{minor}.{patch}")
    }
}

#[cfg(test)]
mod tests {
    use test_std::string::ToString;

    use super::{Model, PhoneVersion};
    use crate::fleet::FleetError;
    use crate::policy::Listed;

    #[test]
    fn the_table_of_models() {
        for (model, expected) in Model::ALL.iter().zip([
            [false, false, false, false, false],
            [false, true, false, true, false],
            [true, false, true, false, true],
            [true, true, true, true, true],
        ]) {
            let can = model.capabilities();
            let found = [
                can.bluetooth,
                can.flex_codes,
                can.shackle_by_app,
                can.shackle_by_code,
                can.firmware_by_visit,
            ];
            assert_eq!(found, expected, "{model:?}");
        }
    }

    #[test]
    fn versions_are_compared_number_by_number() {
        let version = |text: &str| text.parse::<PhoneVersion>().unwrap();
        let (android, ios) = (version("6.0.1"), version("8.0.0"));
        for too_old in ["6.0", "6.0.0", "5.65535.9", "6", "0"] {
            assert!(version(too_old) < android, "{too_old}");
        }
        for good in ["6.0.1", "6.0.10", "6.1", "10", "65535.65535.65535"] {
            assert!(version(good) >= android, "{good}");
        }
        assert!(version("7.99.99") < ios && version("8") >= ios);
        assert_eq!(version("6.0").to_string(), "6.0.0");
        for wrong in [
            "", ".", "6.", ".6", "6..1", "6.0.1.2", "-1", "+1", "6.x", "65536", " 6",
        ] {
            assert_eq!(
                wrong.parse::<PhoneVersion>(),
                Err(FleetError::BadValue),
                "{wrong}"
            );
        }
    }
}
