//! The closed lists of the rules, from which `_lists.py` is written.

use doorward::calendar::Zone;
use doorward::keys::Id;
use doorward::lockbox::Limits;
use doorward::policy::{
    Listed as _, Name, appointment, issuance, renewal, single_key, status_gate,
};
use doorward::{fleet, market, policy, records};
use pyo3::prelude::*;
use serde_json::json;

use crate::convert::plain;
use crate::errors::{bad_input, input};

/// The name and the text of each item.
type Items = Vec<(&'static str, &'static str)>;

macro_rules! lists {
    ($($name:literal = $list:ty;)*) => {
        vec![$(($name, <$list>::ALL.iter().map(|item| (item.name(), item.text())).collect()),)*]
    };
}

/// Each list, by its name in Python: the names of its items in JSON, and what to tell a person.
#[pyfunction(name = "_lists")]
pub(crate) fn lists() -> Vec<(&'static str, Items)> {
    let mut all: Vec<(&'static str, Items)> = lists! {
        "Decision" = policy::Decision;
        "Method" = policy::Method;
        "RecipientKind" = policy::RecipientKind;
        "Class" = policy::Class;
        "Status" = policy::Status;
        "IssuerKind" = policy::issuance::IssuerKind;
        "ListingAccess" = policy::issuance::ListingAccess;
        "System" = policy::issuance::System;
        "Uses" = policy::issuance::Uses;
        "RecordedAs" = policy::issuance::RecordedAs;
        "Recall" = policy::issuance::Recall;
        "IssuanceReason" = policy::issuance::Reason;
        "IssuanceObligation" = policy::issuance::Obligation;
        "Access" = policy::status_gate::Access;
        "CodeMethod" = policy::status_gate::CodeMethod;
        "CodeValidity" = policy::status_gate::CodeValidity;
        "AccessLeft" = policy::status_gate::AccessLeft;
        "GateReason" = policy::status_gate::Reason;
        "GateObligation" = policy::status_gate::Obligation;
        "Actor" = policy::appointment::Actor;
        "EventKind" = policy::appointment::EventKind;
        "State" = policy::appointment::State;
        "Received" = policy::appointment::Outcome;
        "AppointmentReason" = policy::appointment::Reason;
        "AppointmentObligation" = policy::appointment::Obligation;
        "AccessReason" = policy::appointment::AccessReason;
        "DayKeyKind" = policy::single_key::DayKey;
        "KeyObligation" = policy::single_key::KeyObligation;
        "RenewalMethod" = policy::renewal::RenewalMethod;
        "RenewalReason" = policy::renewal::RenewalReason;
        "RenewalObligation" = policy::renewal::RenewalObligation;
        "AccessEventKind" = records::EventKind;
        "AccessMethod" = records::AccessMethod;
        "AccessOutcome" = records::Outcome;
    };
    let key_reasons = policy::single_key::KeyReason::ALL.iter();
    all.push((
        "KeyReason",
        key_reasons.map(|item| (item.name(), item.text())).collect(),
    ));
    all.extend(of_market());
    all.extend(of_fleet());
    all
}

fn of_fleet() -> Vec<(&'static str, Items)> {
    lists! {
        "RowKind" = fleet::roster::RowKind;
        "ActivityStatus" = fleet::roster::ActivityStatus;
        "RosterField" = fleet::roster::Field;
        "DifferenceKind" = fleet::roster::DifferenceKind;
        "ConsequenceKind" = fleet::roster::ConsequenceKind;
        "ImportWarning" = fleet::roster::ImportWarning;
        "MoveReason" = fleet::regions::MoveReason;
        "MoveObligation" = fleet::regions::MoveObligation;
        "RelationKind" = fleet::reciprocity::RelationKind;
        "Model" = fleet::models::Model;
        "Offer" = fleet::firmware::Offer;
        "PieceAnswer" = fleet::firmware::PieceAnswer;
        "Activation" = fleet::firmware::Activation;
    }
}

fn of_market() -> Vec<(&'static str, Items)> {
    lists! {
        "MarketClass" = market::Class;
        "MarketStatus" = market::Status;
        "Warning" = market::Warning;
        "Doubt" = market::Doubt;
        "GapMetric" = market::GapMetric;
        "ClockFrom" = market::ClockFrom;
        "Scope" = market::Scope;
        "Count" = market::Count;
        "Combine" = market::Combine;
        "StartField" = market::StartField;
        "EndEvent" = market::EndEvent;
        "LeadAnswer" = market::leads::LeadAnswer;
        "LeadReason" = market::leads::LeadReason;
        "RulesField" = market::presets::Field;
        "RulesWarning" = market::presets::RulesWarning;
        "Precision" = market::presets::Precision;
        "PropertyKeys" = market::presets::PropertyKeys;
        "ListingClass" = market::property::ListingClass;
    }
}

/// The defaults of the core, which those of the dataclasses have to be.
#[pyfunction(name = "_defaults")]
pub(crate) fn defaults(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    let name = Name::new("A").map_err(|_| bad_input("name", "no name"))?;
    let id = Id::new("LB-1").map_err(input)?;
    plain(
        py,
        &json!({
            "Limits": Limits::default(),
            "fleet.Parameters": fleet::roster::RosterParameters::default(),
            "market.Rules": market::Rules::default(),
            "issuance.Parameters": issuance::Parameters::default(),
            "issuance.Association":
                issuance::OwnedAssociation::from(issuance::Association::of(name)),
            "issuance.Ledger": issuance::OwnedLedger::new(id, 1),
            "status_gate.Parameters": status_gate::Parameters::default(),
            "appointment.Rules": appointment::OwnedRules::of(Zone::UTC),
            "single_key.Parameters": single_key::KeyParameters::default(),
            "renewal.Parameters": renewal::RenewalParameters::default(),
        }),
    )
}
