use crate::policy::listed::{closed_list, reasons};

reasons! {
    /// Why a request is denied. The number is that of the rule (specification, issuance).
    Reason {
        Consumer = 1, "consumer", None, "consumers get no access";
        IssuerNotEntitled = 2, "issuer_not_entitled", Some("entitled_issuer"),
            "the issuer may not give access to this lockbox";
        PinNotVerified = 3, "pin_not_verified", Some("pin_verification"),
            "the issuer's PIN was not verified";
        ServiceCodesRefused = 4, "service_codes_refused", Some("grant_instead"),
            "showing services get no codes";
        MethodNotForRecipient = 5, "method_not_for_recipient", Some("recommended_method"),
            "such a recipient gets no access by this method";
        NoReciprocity = 6, "no_reciprocity", Some("reciprocity"),
            "the agent's association is not treated as the lockbox's own";
        ContractorCodeRequired = 7, "contractor_code_required", Some("contractor_code"),
            "a trade gets a code for many openings as a contractor code only";
        MembershipInactive = 8, "membership_inactive", Some("active_membership"),
            "the recipient's membership does not stand";
        LicenceUnverified = 9, "licence_unverified", Some("licence_verification"),
            "the agent's licence was not verified";
        AccountUnregistered = 10, "account_unregistered", Some("registered_account"),
            "the e-mail belongs to no registered account";
        NameMissing = 11, "name_missing", Some("recipient_name"),
            "a code is recorded by the recipient's name, and there is none";
        IdentityUnchecked = 12, "identity_unchecked", Some("identity_check"),
            "nobody checked who the homeowner is";
        SellerPermissionMissing = 13, "seller_permission_missing",
            Some("seller_written_permission"), "the seller's written permission is not on file";
        BoxUnassigned = 14, "box_unassigned", Some("listing_assignment"),
            "the lockbox is not assigned to a listing";
        StatusForbids = 15, "status_forbids", Some("other_status"),
            "the listing's status allows no access to such a recipient";
        StatusNeedsPermission = 16, "status_needs_permission", Some("off_market_permission"),
            "the listing's status allows access with permission only";
        MethodNotInListing = 17, "method_not_in_listing", Some("listing_methods"),
            "the listing does not allow this method";
        AppointmentMissing = 18, "appointment_missing", Some("approved_appointment"),
            "there is no appointment";
        AppointmentNotApproved = 19, "appointment_not_approved", Some("approved_appointment"),
            "the appointment is not approved";
        AppointmentOfAnother = 20, "appointment_of_another", Some("approved_appointment"),
            "the appointment is for another recipient, lockbox or listing";
        OutsideAppointment = 21, "outside_appointment", Some("window_in_appointment"),
            "the appointment does not cover the request";
        DayCodesOff = 22, "day_codes_off", Some("association_setting"),
            "the association has no day codes";
        ContractorCodesOff = 23, "contractor_codes_off", Some("association_setting"),
            "the association has no contractor codes";
        BoxSuspended = 24, "box_suspended", Some("suspension_lifted"),
            "the lockbox is suspended";
        BoxLacksBluetooth = 25, "box_lacks_bluetooth", Some("code_instead"),
            "the lockbox has no Bluetooth";
        BoxLacksFlexCodes = 26, "box_lacks_flex_codes", Some("other_method"),
            "the lockbox knows no flex codes";
        BoxLacksShackle = 27, "box_lacks_shackle", Some("other_box"),
            "the lockbox cannot release its shackle this way";
        PhoneTooOld = 28, "phone_too_old", Some("newer_phone"), "the phone is too old";
        OperationNotAllowed = 29, "operation_not_allowed", Some("fewer_operations"),
            "such a recipient may not do all that was asked for";
        WindowOver = 30, "window_over", Some("later_window"), "the time has passed";
        TooFarAhead = 31, "too_far_ahead", Some("earlier_window"),
            "the day lies too far ahead";
        WindowTooShort = 32, "window_too_short", Some("longer_window"),
            "the window is too short";
        WindowTooLong = 33, "window_too_long", Some("shorter_window"), "the window is too long";
        WindowOffHalfHour = 34, "window_off_half_hour", Some("half_hour_window"),
            "the window does not start on a half hour";
        LengthUnavailable = 35, "length_unavailable", Some("listed_length"),
            "no flex code has this length";
        NoSlotLeft = 36, "no_slot_left", Some("other_day_or_method"),
            "no day code of that day is left";
        NoCopyLeft = 37, "no_copy_left", Some("other_window"),
            "no code of that window is left";
        TooManyOverlapping = 38, "too_many_overlapping", Some("other_window"),
            "too many codes are good at that time";
        TooManyContractorCodes = 39, "too_many_contractor_codes",
            Some("cancelled_contractor_code"), "too many contractor codes are alive";
    }
}

closed_list! {
    /// What the caller has to do about a ruling.
    Obligation {
        RecordIssue = 1, "record_issue", "record what was issued";
        KeepConsent = 2, "keep_consent", "keep the permission on file";
        NotifyOnUse = 3, "notify_on_use", "give a showing notice at each use";
        CarryBulletin = 4, "carry_bulletin", "give the phone the bulletin with the grant";
        /// Then this is asked again.
        HoldUntilRelease = 5, "hold_until_release",
            "do not hand the grant out before its release";
        SayNotRecallable = 6, "say_not_recallable", "say that the code cannot be recalled";
        SayFirstEntry = 7, "say_first_entry", "say by when the code is first entered";
        /// The one obligation of a denial.
        RecordRefusal = 8, "record_refusal", "record the refusal";
    }
}
