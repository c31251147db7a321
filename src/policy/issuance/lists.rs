use crate::policy::listed::{closed_list, errors};

errors! {
    /// Input that makes no sense: nothing was ruled. The first in this order.
    Error {
        BadValue = 1, "bad_value", "a value is out of its range";
        /// A day code has a day and a half and no window; everything else a window alone.
        WindowMismatch = 2, "window_mismatch",
            "a day code has a day and a half, everything else a window";
        /// Of the request, or of the appointment.
        WindowBackwards = 3, "window_backwards", "a window ends before it begins";
        OperationsMismatch = 4, "operations_mismatch", "a code opens one thing";
        UseMismatch = 5, "use_mismatch", "the use is not one that this method has";
        SkipMismatch = 6, "skip_mismatch",
            "the slots or copies to skip are out of order or out of range";
        MethodsMismatch = 7, "methods_mismatch", "the listing's methods are out of order";
        /// Of another lockbox or epoch, out of order, or a contractor row that no contractor
        /// code has.
        LedgerMismatch = 8, "ledger_mismatch", "the ledger is not this lockbox's, or out of order";
    }
}

closed_list! {
    /// Who gives access.
    IssuerKind {
        ListingAgent = 1, "listing_agent", "the listing agent";
        ListingOffice = 2, "listing_office", "the listing office";
        Owner = 3, "owner", "whoever has owner privileges on the lockbox";
        AssociationStaff = 4, "association_staff", "the association's support";
        ShowingService = 5, "showing_service", "a showing service";
        Member = 6, "member", "a member who asks for itself";
        Other = 7, "other", "anyone else";
    }
}

closed_list! {
    /// Whether showing agents need an appointment.
    ListingAccess {
        Open = 1, "open", "without appointment";
        ByAppointment = 2, "by_appointment", "by appointment";
    }
}

closed_list! {
    /// The system of a phone.
    System {
        Android = 1, "android", "Android";
        Ios = 2, "ios", "iOS";
    }
}

closed_list! {
    /// How often what was permitted opens.
    Uses {
        /// A member's grant.
        Unlimited = 1, "unlimited", "any number of openings";
        Single = 2, "single", "one opening";
        /// A day code.
        HourFromFirstUse = 3, "hour_from_first_use", "for 60 minutes from the first use";
        UntilEnd = 4, "until_end", "any number of openings until the window ends";
    }
}

closed_list! {
    /// By what the recipient is known in the records.
    RecordedAs {
        Account = 1, "account", "by account";
        Email = 2, "email", "by e-mail";
        Name = 3, "name", "by the name that the issuer typed";
    }
}

closed_list! {
    /// How what was permitted can be taken back.
    Recall {
        Revocable = 1, "revocable", "by withholding or revoking the grant";
        /// A service code typed there, or a bulletin with a new epoch carried to it.
        OnlyAtBox = 2, "only_at_box", "only at the lockbox";
    }
}
