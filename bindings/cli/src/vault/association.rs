//! What the association has decided: one set of settings for the whole vault.

use doorward::bounds::CODES_FIRST_REFUSED_DAY;
use doorward::calendar::Day;
use doorward::fleet::reciprocity::{Relation, honoured_at};
use doorward::fleet::roster::RosterParameters;
use doorward::policy::issuance::{self, OwnedAssociation};
use doorward::policy::renewal::RenewalParameters;
use doorward::policy::single_key::KeyParameters;
use doorward::policy::{Name, status_gate};
use serde::{Deserialize, Serialize};

use super::{Records, damaged, optional};
use crate::failure::Failure;

/// The association's settings. What is not named has the specification's default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Association {
    /// Its id.
    pub(crate) id: String,
    /// Whether there are day codes at all.
    pub(crate) day_codes: bool,
    /// Whether there are contractor codes at all.
    pub(crate) contractor_codes: bool,
    /// The local day from which showing services get no codes; null: never.
    pub(crate) service_codes_refused_from: Option<Day>,
    /// Whose agents are treated as members, by whom, and from when until when.
    pub(crate) reciprocity: Vec<Relation>,
    pub(crate) issuance: issuance::Parameters,
    pub(crate) status_gate: status_gate::Parameters,
    pub(crate) roster: RosterParameters,
    pub(crate) renewal: RenewalParameters,
    pub(crate) single_key: KeyParameters,
}

impl Default for Association {
    fn default() -> Self {
        Self {
            id: "home".to_owned(),
            day_codes: true,
            contractor_codes: true,
            service_codes_refused_from: Some(Day::from_number(CODES_FIRST_REFUSED_DAY)),
            reciprocity: Vec::new(),
            issuance: issuance::Parameters::default(),
            status_gate: status_gate::Parameters::default(),
            roster: RosterParameters::default(),
            renewal: RenewalParameters::default(),
            single_key: KeyParameters::default(),
        }
    }
}

impl Association {
    /// Refuses what lies outside its range.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        let named = |what: &str, error: &dyn std::fmt::Display| {
            Failure::refused(format!("the association's settings, {what}: {error}"))
        };
        self.name()?;
        for relation in &self.reciprocity {
            relation
                .check()
                .map_err(|error| named("reciprocity", &error))?;
        }
        self.issuance
            .check()
            .map_err(|error| named("issuance", &error))?;
        self.status_gate
            .check()
            .map_err(|error| named("status_gate", &error))?;
        self.roster
            .check()
            .map_err(|error| named("roster", &error))?;
        self.renewal
            .check()
            .map_err(|error| named("renewal", &error))?;
        self.single_key
            .check()
            .map_err(|error| named("single_key", &error))
    }

    /// Its id.
    pub(crate) fn name(&self) -> Result<Name, Failure> {
        Name::new(&self.id)
            .map_err(|_| Failure::refused("an association's id has 1 to 64 signs, without spaces"))
    }

    /// What the issuing rules look at, on a local day.
    pub(crate) fn on(&self, day: Day) -> Result<OwnedAssociation, Failure> {
        let id = self.name()?;
        Ok(OwnedAssociation {
            id,
            day_codes: self.day_codes,
            contractor_codes: self.contractor_codes,
            service_codes_refused_from: self.service_codes_refused_from,
            reciprocity: honoured_at(&self.reciprocity, &id, day).collect(),
        })
    }
}

impl Records<'_> {
    /// The association's settings; the defaults where nothing was set.
    pub(crate) fn association(&self) -> Result<Association, Failure> {
        let found: Result<String, _> =
            self.connection
                .query_row("SELECT settings FROM association", [], |row| row.get(0));
        match optional(found)? {
            None => Ok(Association::default()),
            Some(text) => serde_json::from_str(&text).map_err(|_| damaged()),
        }
    }

    /// Keeps the association's settings.
    pub(crate) fn set_association(&self, association: &Association) -> Result<(), Failure> {
        self.connection.execute(
            "INSERT INTO association (only_row, settings) VALUES (1, ?1)
             ON CONFLICT (only_row) DO UPDATE SET settings = excluded.settings",
            [serde_json::to_string(association)?],
        )?;
        Ok(())
    }
}
