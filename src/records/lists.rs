use crate::policy::listed::closed_list;

closed_list! {
    /// What happened.
    EventKind {
        Issue = 1, "issue", "a grant or code was made";
        Use = 2, "use", "something was done at a lockbox";
        Refusal = 3, "refusal", "a lockbox refused, or a ruling denied";
        Revocation = 4, "revocation", "a grant was withheld or revoked, or a code cancelled";
        Renewal = 5, "renewal", "a card was renewed";
    }
}

closed_list! {
    /// By what it happened; the text is the one of reports.
    AccessMethod {
        MemberGrant = 1, "member_grant", "member access";
        GuestGrant = 2, "guest_grant", "guest access";
        DayCode = 3, "day_code", "day code";
        FlexCode = 4, "flex_code", "flex code";
        ContractorCode = 5, "contractor_code", "contractor code";
        ServiceCode = 6, "service_code", "service code";
        Bulletin = 7, "bulletin", "bulletin";
        CardReader = 8, "card_reader", "card at reader";
        CardPhone = 9, "card_phone", "card by telephone";
        Unknown = 10, "unknown", "unknown means";
    }
}

impl AccessMethod {
    /// RESO's `LockOrBoxAccessType`; none for a bulletin and what is not known.
    #[must_use]
    pub const fn access_type(self) -> Option<&'static str> {
        match self {
            Self::MemberGrant | Self::GuestGrant => Some("App"),
            Self::DayCode | Self::FlexCode | Self::ContractorCode | Self::ServiceCode => {
                Some("Code")
            }
            Self::CardReader | Self::CardPhone => Some("Card"),
            Self::Bulletin | Self::Unknown => None,
        }
    }

    /// Whether it is a grant on a phone.
    #[must_use]
    pub const fn is_grant(self) -> bool {
        matches!(self, Self::MemberGrant | Self::GuestGrant)
    }

    /// Whether it is a card: those renew, and do nothing else in these records.
    #[must_use]
    pub const fn is_card(self) -> bool {
        matches!(self, Self::CardReader | Self::CardPhone)
    }
}

closed_list! {
    /// How it ended: the answer of a rule, or the decision of a box by its name.
    Outcome {
        Permit = 1, "Permit", "permitted";
        Deny = 2, "Deny", "denied";
        Open = 3, "Open", "opened";
        Applied = 4, "Applied", "done";
        WrongCode = 5, "WrongCode", "wrong code";
        Malformed = 6, "Malformed", "not a code";
        Throttled = 7, "Throttled", "too soon after refusals";
        KeypadStopped = 8, "KeypadStopped", "the keypad was stopped";
        OutsideHours = 9, "OutsideHours", "outside the access hours";
        UsedUp = 10, "UsedUp", "used up";
        Cancelled = 11, "Cancelled", "cancelled";
        Suspended = 12, "Suspended", "the lockbox was suspended";
        ClockUnset = 13, "ClockUnset", "the lockbox's clock was not set";
        ClockWentBack = 14, "ClockWentBack", "the lockbox's clock went back";
        LedgerFull = 15, "LedgerFull", "the lockbox's ledger was full";
        StoreFailed = 16, "StoreFailed", "the lockbox could not save";
        StateLost = 17, "StateLost", "the lockbox had lost its state";
        BadMessage = 18, "BadMessage", "not a well-formed message";
        BadProof = 19, "BadProof", "not authentic";
        WrongLockbox = 20, "WrongLockbox", "meant for another lockbox";
        WrongEpoch = 21, "WrongEpoch", "of an older ownership epoch";
        BulletinOwed = 22, "BulletinOwed", "a bulletin was owed";
        Revoked = 23, "Revoked", "revoked";
        TooEarly = 24, "TooEarly", "too early";
        TooLate = 25, "TooLate", "too late";
        OperationNotGranted = 26, "OperationNotGranted", "not granted";
        ChallengeSpent = 27, "ChallengeSpent", "the challenge was spent";
        StaleBulletin = 28, "StaleBulletin", "a newer bulletin was there";
        Unsupported = 29, "Unsupported", "not supported by the lockbox";
    }
}

/// What an outcome's number is above that of the box's decision.
const ABOVE_DECISION: u8 = Outcome::Open.number();

impl Outcome {
    /// The outcome of a box's decision, by the decision's [number](crate::lockbox::Decision::number),
    /// 0 to 26.
    #[must_use]
    pub fn of_decision(number: u8) -> Option<Self> {
        use crate::policy::Listed as _;

        let number = number.checked_add(ABOVE_DECISION)?;
        Self::ALL
            .iter()
            .copied()
            .find(|outcome| outcome.number() == number)
    }

    /// The number of the box's decision, 0 to 26; none for the answer of a rule.
    #[must_use]
    pub const fn decision_number(self) -> Option<u8> {
        self.number().checked_sub(ABOVE_DECISION)
    }

    /// Whether an event of this kind can end so.
    pub(super) fn is_of(self, kind: EventKind) -> bool {
        match kind {
            EventKind::Issue | EventKind::Revocation | EventKind::Renewal => self == Self::Permit,
            EventKind::Use => matches!(self, Self::Open | Self::Applied),
            EventKind::Refusal => {
                self == Self::Deny || self.decision_number().is_some_and(|number| number >= 2)
            }
        }
    }
}
