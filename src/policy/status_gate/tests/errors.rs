//! Input that makes no sense.

use super::*;

#[test]
fn errors_in_their_order() {
    let pending = change(Status::Active, Status::Pending);
    let error = |change: &Change, parameters: &Parameters, grants: &[Grant], codes: &[Code]| {
        Gate::judge(change, parameters, grants, codes).unwrap_err()
    };
    let good = Parameters::default();
    let [g1, g2, ..] = grants();
    let [c1, c2, ..] = codes();
    let backwards = Grant {
        not_after: g1.not_before,
        ..g1
    };
    let misused = Code {
        validity: CodeValidity::UntilEnd,
        ..c2
    };
    let same = Code { id: c1.id, ..c2 };
    let early = Change {
        now: 86_399,
        ..pending
    };
    assert_eq!(
        error(&early, &good, &[backwards], &[misused]),
        Error::BadValue
    );
    assert_eq!(
        error(&pending, &good, &[backwards], &[misused]),
        Error::WindowBackwards
    );
    assert_eq!(
        error(&pending, &good, &[g1, g1], &[misused]),
        Error::UseMismatch
    );
    assert_eq!(error(&pending, &good, &[g1, g1], &[c1]), Error::RepeatedId);
    assert_eq!(
        error(&pending, &good, &[g1, g2], &[c1, same]),
        Error::RepeatedId
    );
    for (method, validity, fits) in [
        (CodeMethod::DayCode, CodeValidity::Hour, true),
        (CodeMethod::DayCode, CodeValidity::Single, false),
        (CodeMethod::FlexCode, CodeValidity::Hour, false),
        (CodeMethod::FlexCode, CodeValidity::Single, true),
        (CodeMethod::FlexCode, CodeValidity::UntilEnd, true),
        (CodeMethod::ContractorCode, CodeValidity::Hour, false),
        (CodeMethod::ContractorCode, CodeValidity::Single, false),
        (CodeMethod::ContractorCode, CodeValidity::UntilEnd, true),
    ] {
        let code = Code {
            method,
            validity,
            ..c2
        };
        assert_eq!(Gate::judge(&pending, &good, &[], &[code]).is_ok(), fits);
    }
    for parameters in [
        Parameters {
            revocations_max: 17,
            ..good
        },
        Parameters {
            hour: 1_799,
            ..good
        },
        Parameters {
            hour: 86_401,
            ..good
        },
        Parameters {
            first_entry: 86_399,
            ..good
        },
    ] {
        assert_eq!(error(&pending, &parameters, &[], &[]), Error::BadValue);
    }
    let seventeen = Change {
        revocations: 17,
        ..pending
    };
    assert_eq!(error(&seventeen, &good, &[], &[]), Error::BadValue);
}
