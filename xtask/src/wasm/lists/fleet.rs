//! The lists of the fleet.

use doorward::fleet::{firmware, models, reciprocity, regions, roster};

use super::{listed, print};

/// What the module of rules has of it.
pub(super) fn policy() -> String {
    print(&[
        (
            "RosterKind",
            "What a row of the MLS's list is about.",
            listed::<roster::RowKind>(),
        ),
        (
            "ActivityStatus",
            "The status of an office or a member.",
            listed::<roster::ActivityStatus>(),
        ),
        (
            "RosterField",
            "A field of a row.",
            listed::<roster::Field>(),
        ),
        (
            "ConsequenceKind",
            "What the caller has to do about a row that changed.",
            listed::<roster::ConsequenceKind>(),
        ),
        (
            "ImportWarning",
            "What is wrong with the time of the last import.",
            listed::<roster::ImportWarning>(),
        ),
        (
            "MoveReason",
            "Why a box may not be taken to a region.",
            listed::<regions::MoveReason>(),
        ),
        (
            "MoveObligation",
            "What has to be done about a move.",
            listed::<regions::MoveObligation>(),
        ),
        (
            "RelationKind",
            "Which way a relation of two associations holds.",
            listed::<reciprocity::RelationKind>(),
        ),
        ("BoxModel", "A model of box.", listed::<models::Model>()),
    ])
}

/// What the module of the box has of it.
pub(super) fn lockbox() -> String {
    print(&[
        (
            "OfferAnswer",
            "What a box says to a manifest.",
            listed::<firmware::Offer>(),
        ),
        (
            "PieceAnswer",
            "What a box says to a piece.",
            listed::<firmware::PieceAnswer>(),
        ),
        (
            "ActivationAnswer",
            "What a box says to an activation.",
            listed::<firmware::Activation>(),
        ),
    ])
}
