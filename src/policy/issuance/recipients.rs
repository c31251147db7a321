//! The methods for each recipient.

use crate::policy::{Method, RecipientKind};

/// What a recipient may get by a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// Nothing: the method is not for this recipient.
    Nothing,
    /// Nothing without reciprocity.
    Reciprocity,
    /// These operations, as bits.
    Operations(u16),
}

/// A recipient's row: the cells in the order of the methods, and the methods preferred.
pub(super) struct Row {
    cells: [Cell; 5],
    pub(super) preferred: &'static [Method],
}

impl Row {
    /// The cell of a method.
    pub(super) const fn cell(&self, method: Method) -> Cell {
        let [member, guest, day, flex, contractor] = self.cells;
        match method {
            Method::MemberGrant => member,
            Method::GuestGrant => guest,
            Method::DayCode => day,
            Method::FlexCode => flex,
            Method::ContractorCode => contractor,
        }
    }
}

/// The row of a recipient.
pub(super) const fn row(kind: RecipientKind, is_member: bool) -> Row {
    use Cell::{Nothing as No, Operations as Ops, Reciprocity};
    use Method::{ContractorCode, DayCode, FlexCode, GuestGrant, MemberGrant};
    let (cells, preferred): (_, &[Method]) = match kind {
        RecipientKind::MemberAgent => (
            [Ops(13), Ops(9), Ops(1), Ops(1), No],
            &[MemberGrant, GuestGrant, FlexCode, DayCode],
        ),
        RecipientKind::OutOfBoardAgent if is_member => (
            [Ops(13), Ops(9), Ops(1), Ops(1), No],
            &[MemberGrant, GuestGrant, FlexCode, DayCode],
        ),
        RecipientKind::OutOfBoardAgent => (
            [Reciprocity, Ops(9), Ops(1), Ops(1), No],
            &[GuestGrant, FlexCode, DayCode],
        ),
        RecipientKind::Owner => (
            [Ops(31), No, Ops(1), Ops(3), No],
            &[MemberGrant, FlexCode, DayCode],
        ),
        RecipientKind::Staff => ([Ops(13), No, No, Ops(3), No], &[MemberGrant, FlexCode]),
        RecipientKind::Appraiser | RecipientKind::Inspector => (
            [No, Ops(9), Ops(1), Ops(1), Ops(1)],
            &[GuestGrant, FlexCode, DayCode, ContractorCode],
        ),
        RecipientKind::Contractor => (
            [No, Ops(9), Ops(1), Ops(1), Ops(1)],
            &[ContractorCode, GuestGrant, FlexCode, DayCode],
        ),
        RecipientKind::Homeowner => ([No, Ops(1), No, No, No], &[GuestGrant]),
        RecipientKind::Consumer => ([No, No, No, No, No], &[]),
    };
    Row { cells, preferred }
}
