//! From what it is known that listings are of one property.

use doorward::bounds::MARKET_TEXT_MAX_LEN;
use doorward::market::Error;
use doorward::market::presets::PropertyKeys;
use doorward::market::property::{Grouped, KeyTexts, KeysOf, ListingClass, RecordTexts, group};

use super::dw_text;
use crate::guard::{apart_from, change_slice, out, out_slice, read, read_slice, run};
use crate::memory::{Word, take, words};
use crate::result::dw_result;

/// Bytes of the longest part of a key but an address.
pub const DW_KEY_TEXT_MAX_LEN: usize = 255;
/// Bytes of the longest address of a key.
pub const DW_KEY_ADDRESS_MAX_LEN: usize = 510;
/// Words of work space for each record whose property is looked for, at most.
pub const DW_PROPERTY_WORDS: usize = 24;

const _: () = {
    assert!(words::<KeysOf<'_>>() + words::<Grouped>() + words::<u32>() <= DW_PROPERTY_WORDS);
    assert!(DW_KEY_TEXT_MAX_LEN == MARKET_TEXT_MAX_LEN);
    // Each sign of a text may be a word of its own, with a space behind it.
    assert!(DW_KEY_ADDRESS_MAX_LEN == 2 * MARKET_TEXT_MAX_LEN);
};

/// For sale.
pub const DW_CLASS_SALE: u8 = 0;
/// For lease: never one property with a listing for sale.
pub const DW_CLASS_LEASE: u8 = 1;

/// A property is known by its parcel, or by its address where it has no parcel's key.
pub const DW_KNOWN_BY_PARCEL_THEN_ADDRESS: u8 = 0;
/// A property is known by its parcel.
pub const DW_KNOWN_BY_PARCEL: u8 = 1;
/// A property is known by its address.
pub const DW_KNOWN_BY_ADDRESS: u8 = 2;

/// What a listing says of its property. Texts of 1 to 255 bytes, or not known.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_property_record {
    /// The `ListingKey`; with several systems one that is unique among them.
    pub listing: dw_text,
    /// The `UniversalParcelId`.
    pub universal_parcel_id: dw_text,
    /// The `StateOrProvince`.
    pub state: dw_text,
    /// The `CountyOrParish`.
    pub county: dw_text,
    /// The `ParcelNumber`, whatever it is called there.
    pub parcel_number: dw_text,
    /// The `UnparsedAddress`, or its parts without unit and city.
    pub address: dw_text,
    /// The `UnitNumber`.
    pub unit: dw_text,
    /// The `PostalCode`.
    pub postal_code: dw_text,
    /// `DW_CLASS_...`.
    pub class_number: u8,
    /// Zero.
    pub reserved: [u8; 7],
}

/// The accepted keys of a listing: capitals and digits, zero behind them. A key of length 0 is not
/// accepted.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_property_keys {
    /// Bytes of the address: house number and street.
    pub address_length: u16,
    /// Bytes of the postal code; 0 where `address_length` is.
    pub postal_code_length: u8,
    /// Bytes of the universal parcel id.
    pub universal_length: u8,
    /// Bytes of the state, of a key by parcel number.
    pub state_length: u8,
    /// Bytes of the county; 0 where `state_length` is.
    pub county_length: u8,
    /// Bytes of the parcel number; 0 where `state_length` is.
    pub parcel_length: u8,
    /// Bytes of the unit, a part of the keys by parcel number and by address; 0 for none.
    pub unit_length: u8,
    /// For sale or for lease, a part of each key: `DW_CLASS_...`.
    pub class_number: u8,
    /// 1 if the parcel number, given and not empty, stands for none.
    pub has_placeholder: u8,
    /// The address.
    pub address: [u8; DW_KEY_ADDRESS_MAX_LEN],
    /// The postal code.
    pub postal_code: [u8; DW_KEY_TEXT_MAX_LEN],
    /// The universal parcel id.
    pub universal: [u8; DW_KEY_TEXT_MAX_LEN],
    /// The state.
    pub state: [u8; DW_KEY_TEXT_MAX_LEN],
    /// The county.
    pub county: [u8; DW_KEY_TEXT_MAX_LEN],
    /// The parcel number.
    pub parcel: [u8; DW_KEY_TEXT_MAX_LEN],
    /// The unit.
    pub unit: [u8; DW_KEY_TEXT_MAX_LEN],
}

/// The property of a listing.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct dw_property {
    /// The place among the records of the least listing of the property, after which it is called.
    pub least: u32,
    /// Why it may be another property: bit 0 the parcel number stands for none, 1 there is nothing
    /// that it is known by, 2 one address has two parcels.
    pub doubts: u8,
    /// Zero.
    pub reserved: [u8; 3],
}

/// The item of a list that has this number.
fn item<T: Copy>(list: &[T], number: u8) -> Result<T, dw_result> {
    let item = list.get(usize::from(number)).copied();
    item.ok_or(dw_result::DW_MARKET_BAD_VALUE)
}

impl dw_property_record {
    /// # Safety
    /// As for [`read_slice`], of each text.
    unsafe fn texts<'a>(&self) -> Result<RecordTexts<'a>, dw_result> {
        if self.reserved != [0; 7] {
            return Err(dw_result::DW_ERROR_VALUE);
        }
        // SAFETY: the caller's promise.
        unsafe {
            Ok(RecordTexts {
                listing: self.listing.get()?.ok_or(dw_result::DW_ERROR_NULL)?,
                class: item(ListingClass::ALL, self.class_number)?,
                universal_parcel_id: self.universal_parcel_id.get()?,
                state: self.state.get()?,
                county: self.county.get()?,
                parcel_number: self.parcel_number.get()?,
                address: self.address.get()?,
                unit: self.unit.get()?,
                postal_code: self.postal_code.get()?,
            })
        }
    }
}

/// Puts a text into its place; its length.
fn put(place: &mut [u8], text: &str) -> usize {
    for (place, byte) in place.iter_mut().zip(text.bytes()) {
        *place = byte;
    }
    text.len()
}

fn short(length: usize) -> u8 {
    u8::try_from(length).unwrap_or(u8::MAX)
}

impl From<&KeysOf<'_>> for dw_property_keys {
    fn from(keys: &KeysOf<'_>) -> Self {
        let mut made = Self {
            address_length: 0,
            postal_code_length: 0,
            universal_length: 0,
            state_length: 0,
            county_length: 0,
            parcel_length: 0,
            unit_length: 0,
            class_number: keys.class.number(),
            has_placeholder: u8::from(keys.has_placeholder),
            address: [0; DW_KEY_ADDRESS_MAX_LEN],
            postal_code: [0; DW_KEY_TEXT_MAX_LEN],
            universal: [0; DW_KEY_TEXT_MAX_LEN],
            state: [0; DW_KEY_TEXT_MAX_LEN],
            county: [0; DW_KEY_TEXT_MAX_LEN],
            parcel: [0; DW_KEY_TEXT_MAX_LEN],
            unit: [0; DW_KEY_TEXT_MAX_LEN],
        };
        if let Some(universal) = keys.universal {
            made.universal_length = short(put(&mut made.universal, universal));
        }
        if let Some([state, county, parcel]) = keys.parcel {
            made.state_length = short(put(&mut made.state, state));
            made.county_length = short(put(&mut made.county, county));
            made.parcel_length = short(put(&mut made.parcel, parcel));
        }
        if let Some([address, code]) = keys.address {
            let length = put(&mut made.address, address);
            made.address_length = u16::try_from(length).unwrap_or(u16::MAX);
            made.postal_code_length = short(put(&mut made.postal_code, code));
        }
        if let Some(unit) = keys.unit {
            made.unit_length = short(put(&mut made.unit, unit));
        }
        made
    }
}

/// The text of so many bytes; none of length 0.
fn part(bytes: &[u8], length: usize) -> Result<Option<&str>, dw_result> {
    let bytes = bytes.get(..length).ok_or(dw_result::DW_MARKET_BAD_VALUE)?;
    let text = core::str::from_utf8(bytes).map_err(|_| dw_result::DW_ERROR_TEXT)?;
    Ok((!text.is_empty()).then_some(text))
}

impl dw_property_keys {
    fn keys<'a>(&'a self, listing: &'a str) -> Result<KeysOf<'a>, dw_result> {
        let state = part(&self.state, self.state_length.into())?;
        let county = part(&self.county, self.county_length.into())?;
        let parcel = part(&self.parcel, self.parcel_length.into())?;
        let address = part(&self.address, self.address_length.into())?;
        let code = part(&self.postal_code, self.postal_code_length.into())?;
        Ok(KeysOf {
            listing,
            class: item(ListingClass::ALL, self.class_number)?,
            universal: part(&self.universal, self.universal_length.into())?,
            parcel: state
                .zip(county)
                .zip(parcel)
                .map(|((state, county), parcel)| [state, county, parcel]),
            address: address.zip(code).map(|(address, code)| [address, code]),
            unit: part(&self.unit, self.unit_length.into())?,
            has_placeholder: crate::guard::flag(self.has_placeholder)?,
        })
    }
}

/// The keys that a record gives: what is left of its texts where two spellings of one thing come out
/// equal.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_market_keys(
    record: *const dw_property_record,
    keys: *mut dw_property_keys,
) -> dw_result {
    run(|| {
        // SAFETY: the contract of the header.
        let (record, keys) = unsafe { (read(record)?, out(keys)?) };
        // SAFETY: the contract of the header, of each text.
        let texts = unsafe { record.texts()? };
        let made = KeyTexts::of(&texts)?;
        keys.put((&made.keys_of(texts.listing)).into());
        Ok(())
    })
}

/// The property of each of `count` records, whose keys `dw_market_keys` has made, in their order:
/// listings with an equal key, and listings linked through others, are of one. `known_by`,
/// `DW_KNOWN_BY_...`, says which keys count. There are `count` properties. `work` is the caller's
/// memory of `length` words, at least `DW_PROPERTY_WORDS` for each record, else `DW_ERROR_LENGTH`;
/// it shares none with any other argument.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dw_market_properties(
    records: *const dw_property_record,
    keys: *const dw_property_keys,
    count: usize,
    known_by: u8,
    work: *mut u64,
    length: usize,
    properties: *mut dw_property,
) -> dw_result {
    run(|| {
        apart_from(work, length, records, count)?;
        apart_from(work, length, keys, count)?;
        apart_from(work, length, properties, count)?;
        // SAFETY: the contract of the header; they were seen to lie apart.
        let (records, keys) = unsafe { (read_slice(records, count)?, read_slice(keys, count)?) };
        // SAFETY: as above.
        let properties = unsafe { out_slice(properties, count)? };
        for record in records {
            apart_from(work, length, record.listing.text, record.listing.length)?;
        }
        // SAFETY: as above.
        let memory = unsafe { change_slice(work.cast::<Word>(), length)? };
        let known_by = item(PropertyKeys::ALL, known_by)?;
        let listed = records.iter().zip(keys).map(|(record, keys)| {
            // SAFETY: the contract of the header, of each text.
            let listing = unsafe { record.listing.get()? };
            let listing = listing.ok_or(dw_result::DW_ERROR_NULL)?;
            if listing.is_empty() || listing.len() > DW_KEY_TEXT_MAX_LEN {
                return Err(Error::BadValue.into());
            }
            keys.keys(listing)
        });
        let (listed, memory) = take(memory, count, listed)?;
        let (order, memory) = take(memory, count, (0..count).map(|_| Ok(0_u32)))?;
        let (groups, _) = take(memory, count, (0..count).map(|_| Ok(Grouped::default())))?;
        group(listed, known_by, order, groups)?;
        properties.put(|| {
            groups.iter().map(|group| dw_property {
                least: u32::try_from(group.least()).unwrap_or(u32::MAX),
                doubts: group.doubts().bits(),
                reserved: [0; 3],
            })
        })?;
        Ok(())
    })
}
