//! Property keys: the tables of the text, and what holds for any records.

use doorward::market::presets::PropertyKeys;
use doorward::market::property::{ListingClass, PropertyOf, PropertyRecord, properties};
use doorward::market::{Doubt, Error};
use serde_json::json;

use crate::brute::share;
use crate::random::Random;

fn record(listing: &str) -> PropertyRecord {
    PropertyRecord::new(listing, ListingClass::Sale)
}

fn parcel(listing: &str, number: &str, county: &str) -> PropertyRecord {
    PropertyRecord {
        state: Some("OR".into()),
        county: Some(county.into()),
        parcel_number: Some(number.into()),
        ..record(listing)
    }
}

fn address(listing: &str, address: &str, unit: Option<&str>, postal_code: &str) -> PropertyRecord {
    PropertyRecord {
        address: Some(address.into()),
        unit: unit.map(Into::into),
        postal_code: Some(postal_code.into()),
        ..record(listing)
    }
}

fn found(records: &[PropertyRecord]) -> Vec<PropertyOf> {
    properties(records, PropertyKeys::ParcelThenAddress).unwrap()
}

fn are_one(one: PropertyRecord, other: PropertyRecord) -> bool {
    let found = found(&[one, other]);
    found[0].property == found[1].property
}

fn key_of(text: &str, unit: Option<&str>, postal_code: &str) -> Option<String> {
    let found = found(&[address("L1", text, unit, postal_code)]).remove(0);
    let key = found.keys.address?;
    let unit = key.unit.unwrap_or_else(|| "-".into());
    Some(format!("{}, {unit}, {}", key.address, key.postal_code))
}

#[test]
fn parcels() {
    let one = parcel("L1", "R-12 345", "Multnomah County");
    let other = parcel("L2", "R12345", "MULTNOMAH");
    assert!(are_one(one.clone(), other.clone()));
    let key = found(std::slice::from_ref(&one)).remove(0).keys.parcel;
    assert_eq!(
        serde_json::to_value(key).unwrap(),
        json!(["OR", "MULTNOMAH", "R12345", null, "sale"])
    );
    let lease = PropertyRecord {
        class: ListingClass::Lease,
        ..other
    };
    assert!(!are_one(one, lease));
    for placeholder in [
        "TBD",
        "0000",
        "NONE",
        "N/A",
        "9999-99",
        "R000",
        "UNKNOWN",
        "123456789",
        "R1",
        "XTBA12",
    ] {
        let found = found(&[parcel("L1", placeholder, "Lane")]).remove(0);
        assert_eq!(found.keys.parcel, None, "{placeholder}");
        assert!(
            found.doubts.contains(Doubt::PlaceholderParcel),
            "{placeholder}"
        );
        assert!(found.doubts.contains(Doubt::NoKey));
    }
    for good in ["R0001", "012345678", "1235"] {
        let found = found(&[parcel("L1", good, "Lane")]).remove(0);
        assert!(
            found.keys.parcel.is_some() && found.doubts.is_empty(),
            "{good}"
        );
    }
    // Nothing once folded: none given.
    assert!(
        !found(&[parcel("L1", "--", "Lane")])[0]
            .doubts
            .contains(Doubt::PlaceholderParcel)
    );
    // County is the name where there is no other.
    let county = found(&[parcel("L1", "R0001", "County")]).remove(0);
    assert_eq!(county.keys.parcel.unwrap().county, "COUNTY");
    let universal = |id: &str| PropertyRecord {
        universal_parcel_id: Some(id.into()),
        ..record("L1")
    };
    assert!(found(&[universal("US-1234")])[0].keys.universal.is_none());
    let key = found(&[universal("US-41051-R12345")])
        .remove(0)
        .keys
        .universal;
    assert_eq!(
        serde_json::to_value(key).unwrap(),
        json!(["US41051R12345", "sale"])
    );
}

#[test]
fn addresses() {
    let one = "100 NW North Saint Helens Street Apt 4";
    assert_eq!(
        key_of(one, None, "97201").unwrap(),
        "100 NW N ST HELENS ST, 4, 97201"
    );
    let other = address("L2", "100 N.W. N St. Helens St #04", None, "97201-1234");
    assert!(are_one(address("L1", one, None, "97201"), other));
    assert!(are_one(
        address("L1", "0100 Main St", None, "97201"),
        address("L2", "100 Main Street", None, "97201")
    ));
    assert!(!are_one(
        address("L1", "100 Main St", Some("4"), "97201"),
        address("L2", "100 Main St", None, "97201")
    ));
    assert_eq!(
        key_of("123-45 68th Ave", None, "11375").unwrap(),
        "123 45 68TH AVE, -, 11375"
    );
    for bad in [
        "TBD Main St",
        "0 Main St",
        "Lot 5 Main St",
        "One Main St",
        "100",
    ] {
        assert_eq!(key_of(bad, None, "97201"), None, "{bad}");
    }
    for bad in ["", "00000", "99999", "9720", "V5K0A", "V5K0A11", "5VK0A1"] {
        let mut record = address("L1", "100 Main St", None, "97201");
        record.postal_code = (!bad.is_empty()).then(|| bad.into());
        assert!(found(&[record])[0].keys.address.is_none(), "{bad}");
    }
    assert_eq!(
        key_of("100 Main St", None, "v5k 0a1").unwrap(),
        "100 MAIN ST, -, V5K0A1"
    );
    assert_eq!(
        key_of("100 Main St", Some("Apt. 4-B"), "97201").unwrap(),
        "100 MAIN ST, 4B, 97201"
    );
    assert_eq!(
        key_of("100 Main St", Some("#004"), "97201").unwrap(),
        "100 MAIN ST, 4, 97201"
    );
    // A penthouse is no designator: what it stands before is another unit than that number.
    assert_eq!(
        key_of("100 Main St", Some("PH 2"), "97201").unwrap(),
        "100 MAIN ST, PH2, 97201"
    );
    for none in ["Unit", "#", "0", "000", "N/A", "Apt. None", "--"] {
        assert_eq!(
            key_of("100 Main St", Some(none), "97201").unwrap(),
            "100 MAIN ST, -, 97201",
            "{none}"
        );
    }
    // Where the member gives no unit, what stands in the address does.
    assert_eq!(
        key_of("100 Main St Ste 5", Some("N/A"), "97201").unwrap(),
        "100 MAIN ST, 5, 97201"
    );
    // The unit member goes before what stands in the address.
    assert_eq!(
        key_of("100 Main St Ste 5", Some("6"), "97201").unwrap(),
        "100 MAIN ST, 6, 97201"
    );
    assert_eq!(
        key_of("100 Main Lot", None, "97201").unwrap(),
        "100 MAIN LOT, -, 97201"
    );
    assert_eq!(
        key_of("1 Peña Blvd", None, "80249").unwrap(),
        "1 PENA BLVD, -, 80249"
    );
    assert_eq!(
        key_of("1 Pen\u{303}a Blvd", None, "80249").unwrap(),
        "1 PENA BLVD, -, 80249"
    );
    assert_eq!(
        key_of("1 Ka‘ahumanu Highway", None, "96740").unwrap(),
        "1 KAAHUMANU HWY, -, 96740"
    );
    assert_eq!(
        key_of("1 Straße Fifth", None, "80249").unwrap(),
        "1 STRASSE 5TH, -, 80249"
    );
}

#[test]
fn one_address_with_two_parcels() {
    let at = |listing, number| PropertyRecord {
        state: Some("HI".into()),
        county: Some("Hawaii".into()),
        parcel_number: Some(number),
        ..address(listing, "12 Kawaihae Rd", None, "96743")
    };
    let records = [at("L1", "A1111".into()), at("L2", "B2222".into())];
    for found in found(&records) {
        assert_eq!(found.property, "L1");
        assert!(found.doubts.contains(Doubt::AddressTwoParcels));
    }
    let apart = properties(&records, PropertyKeys::Parcel).unwrap();
    assert_eq!(
        (&apart[1].property[..], apart[1].doubts.is_empty()),
        ("L2", true)
    );
    let [mut one, two] = records;
    one.parcel_number = Some("TBD".into());
    let found = found(&[one, two]);
    assert_eq!(
        (&found[0].property[..], &found[1].property[..]),
        ("L1", "L1")
    );
    assert!(found[0].doubts.contains(Doubt::PlaceholderParcel) && found[1].doubts.is_empty());
}

#[test]
fn what_is_refused() {
    assert_eq!(
        properties(&[record("L1"), record("L1")], PropertyKeys::Parcel),
        Err(Error::RepeatedListing)
    );
    let empty = address("L1", "", None, "97201");
    assert_eq!(
        properties(&[empty], PropertyKeys::Parcel),
        Err(Error::BadValue)
    );
    let lone = found(&[record("L1")]).remove(0);
    assert_eq!(
        (&lone.property[..], lone.doubts.contains(Doubt::NoKey)),
        ("L1", true)
    );
    let text = serde_json::to_string(&lone).unwrap();
    assert_eq!(serde_json::from_str::<PropertyOf>(&text).unwrap(), lone);
}

/// Joins, the slow way: the least key goes round until nothing changes.
fn spread(records: &[PropertyRecord], known_by: PropertyKeys) -> Vec<String> {
    let found = properties(records, known_by).unwrap();
    let is_linked = |a: &PropertyOf, b: &PropertyOf| {
        let parcel = known_by != PropertyKeys::Address;
        let (a, b) = (&a.keys, &b.keys);
        parcel && a.universal.is_some() && a.universal == b.universal
            || parcel && a.parcel.is_some() && a.parcel == b.parcel
            || known_by != PropertyKeys::Parcel && a.address.is_some() && a.address == b.address
    };
    let mut least: Vec<String> = records.iter().map(|it| it.listing.clone()).collect();
    loop {
        let before = least.clone();
        for (a, one) in found.iter().enumerate() {
            for (b, other) in found.iter().enumerate() {
                if is_linked(one, other) && least[a] < least[b] {
                    least[b] = least[a].clone();
                }
            }
        }
        if before == least {
            return least;
        }
    }
}

#[test]
fn any_records_in_any_order() {
    let mut random = Random(7);
    let mut joined = 0;
    let sets = share(20_000);
    for _ in 0..sets {
        let some = |random: &mut Random, list: &[&str]| {
            random.percent(60).then(|| random.pick(list).to_owned())
        };
        let mut records: Vec<PropertyRecord> = (0..=random.below(12))
            .map(|number| PropertyRecord {
                listing: format!("L{}", (number * 7) % 13),
                class: random.pick(ListingClass::ALL),
                universal_parcel_id: some(&mut random, &["US-0001-02", "US-0001-03", "TBD"]),
                state: Some("OR".into()),
                county: some(&mut random, &["Lane", "LANE COUNTY"]),
                parcel_number: some(&mut random, &["R-0001", "R0001", "R0002", "TBD"]),
                address: some(
                    &mut random,
                    &["1 Main St", "01 Main Street", "2 Oak Ave #3"],
                ),
                unit: some(&mut random, &["3", "#03", "4"]),
                postal_code: some(&mut random, &["97201", "97201-0001"]),
            })
            .collect();
        for known_by in PropertyKeys::ALL {
            let found = properties(&records, *known_by).unwrap();
            let least = spread(&records, *known_by);
            let own: Vec<_> = found.iter().map(|it| it.property.clone()).collect();
            assert_eq!(own, least, "{records:#?}");
            joined += found.iter().filter(|it| it.property != it.listing).count();
            random.shuffle(&mut records);
            for it in properties(&records, *known_by).unwrap() {
                assert!(found.contains(&it));
            }
        }
    }
    assert!(joined > 1_000);
    println!("PROOF market, sets of random records joined into properties: {sets}");
}
