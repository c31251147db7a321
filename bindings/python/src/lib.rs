//! Doorward for Python: the compiled part of the package `doorward`.
//!
//! Each class and function here takes Python's values apart, calls the crate `doorward` and puts
//! its answer together again. No rule of the project is in this crate.

#![deny(unsafe_code)]
#![allow(
    clippy::doc_link_with_quotes,
    clippy::needless_pass_by_value,
    clippy::too_many_arguments,
    clippy::unused_self,
    clippy::wrong_self_convention,
    reason = "what Python calls has the form that PyO3 wants and the keywords that Python has"
)]

mod arrow;
mod audit;
mod batch;
mod bulletins;
mod calendar;
mod codes;
mod convert;
mod errors;
mod firmware;
mod fleet;
mod fleet_rules;
mod flex;
mod grants;
mod keys;
mod lists;
mod lockbox;
mod market;
mod policy;
mod reading;
mod records;
mod time;

use pyo3::prelude::*;

/// What `doorward` is made of; import it from there.
#[pymodule(gil_used = false)]
mod _doorward {
    #[pymodule_export]
    use crate::arrow::ArrowTable;
    #[pymodule_export]
    use crate::audit::{AuditLog, Collection, read_status_line, subject_of};
    #[pymodule_export]
    use crate::batch::count_table;
    #[pymodule_export]
    use crate::bulletins::needed_revocations;
    #[pymodule_export]
    use crate::calendar::Zone;
    #[pymodule_export]
    use crate::codes::{Code, DayMatch};
    #[pymodule_export]
    use crate::firmware::{Transfer, build_manifest, read_manifest};
    #[pymodule_export]
    use crate::fleet::{DayKeys, Fleet};
    #[pymodule_export]
    use crate::fleet_rules::{
        capabilities_of, compare_rosters, honoured_at, import_overdue, is_honoured, judge_move,
        standard_status,
    };
    #[pymodule_export]
    use crate::flex::{FlexTerms, FlexWindow, decipher, encipher};
    #[pymodule_export]
    use crate::grants::{Grant, VerifiedGrant, grant_acknowledgement, grant_proof};
    #[pymodule_export]
    use crate::keys::{
        AuditKey, BulletinKey, ChallengeKey, CredentialKey, DayKey, DayRootKey, FlexKey, GrantKey,
        LockboxKey, RootKey, ServiceKey,
    };
    #[pymodule_export]
    use crate::lists::{defaults, lists};
    #[pymodule_export]
    use crate::lockbox::{Lockbox, read_limits, write_limits};
    #[pymodule_export]
    use crate::market::{
        Chosen, choose, choose_at, days_on_market, explain, explain_by_family, find_properties,
        judge_lead, presets, status_of,
    };
    #[pymodule_export]
    use crate::policy::{
        access, admit_to_showing, day_of_key, first_key_state, grant_for_showing, judge_card,
        judge_status, permit_message, receive_record, rule_issuance, step_appointment, step_key,
    };
    #[pymodule_export]
    use crate::reading::{CodeProfile, CodeReader, diagnose, diagnose_all, guess_odds};
    #[pymodule_export]
    use crate::records::{
        access_report, credential_of_day_code, credential_of_flex_code, credential_of_grant,
        export_csv, export_json_lines, notices, row_facts,
    };
}
