//! JSON of the public types: what is read is written, and read the same again.

use doorward::market::{Explanation, History};
use doorward::{audit, bulletin, calendar, codes, fleet, grants, lockbox, market, policy, records};
use serde::Serialize;
use serde::de::DeserializeOwned;

fn same<T: Serialize + DeserializeOwned>(text: &[u8]) {
    let Ok(value) = serde_json::from_slice::<T>(text) else {
        return;
    };
    let written = serde_json::to_string(&value).unwrap();
    let again: T = serde_json::from_str(&written)
        .unwrap_or_else(|error| panic!("{written} is written and not read: {error}"));
    assert_eq!(serde_json::to_string(&again).unwrap(), written);
}

fn question(text: &[u8]) {
    same::<History>(text);
    if let Ok(history) = serde_json::from_slice::<History>(text) {
        let rules = market::Rules::GENERIC;
        let answer = history.answer(&rules);
        let explained: Result<Explanation, _> = history.explain(&rules.into());
        assert_eq!(answer.is_ok(), explained.is_ok());
    }
}

const TYPES: [fn(&[u8]); 40] = [
    question,
    same::<market::Answer>,
    same::<market::Explanation>,
    same::<market::Rules>,
    same::<market::Date>,
    same::<market::leads::Lead>,
    same::<market::property::PropertyRecord>,
    same::<market::property::Keys>,
    same::<calendar::Zone>,
    same::<calendar::Day>,
    same::<calendar::Tolerance>,
    same::<codes::CodeProfile>,
    same::<codes::FlexTerms>,
    same::<codes::FlexWindow>,
    same::<codes::Reading>,
    same::<codes::ServiceCommand>,
    same::<grants::GrantBody>,
    same::<grants::Request>,
    same::<grants::Rights>,
    same::<grants::Caveat>,
    same::<grants::Operations>,
    same::<bulletin::Bulletin>,
    same::<audit::Entry>,
    same::<audit::Subject>,
    same::<audit::StatusLine>,
    same::<lockbox::Decision>,
    same::<lockbox::Limits>,
    same::<lockbox::Profile>,
    same::<lockbox::Status>,
    same::<lockbox::Keypad>,
    same::<fleet::roster::Member<String>>,
    same::<fleet::roster::Listing<String>>,
    same::<fleet::roster::Difference>,
    same::<fleet::firmware::Release>,
    same::<fleet::firmware::ManifestHead>,
    same::<policy::Window>,
    same::<policy::issuance::OwnedInput>,
    same::<policy::issuance::OwnedLedger>,
    same::<policy::status_gate::OwnedChange>,
    same::<records::AccessEvent<String>>,
];

/// The first byte says of which type the rest is.
pub(crate) fn json(data: &[u8]) {
    if let Some((kind, text)) = data.split_first() {
        TYPES[usize::from(*kind) % TYPES.len()](text);
    }
}
