// Written by `cargo xtask wasm` from the library's lists.

/** The status of a listing. */
export type ListingStatus =
  /** incomplete */
  | "Incomplete"
  /** coming soon */
  | "ComingSoon"
  /** active */
  | "Active"
  /** active under contract */
  | "ActiveUnderContract"
  /** hold */
  | "Hold"
  /** pending */
  | "Pending"
  /** withdrawn */
  | "Withdrawn"
  /** canceled */
  | "Canceled"
  /** expired */
  | "Expired"
  /** closed */
  | "Closed"
  /** deleted */
  | "Delete";

/** What people are to a listing. */
export type AccessClass =
  /** a showing agent */
  | "showing_agent"
  /** an appraiser, an inspector or a contractor */
  | "trade"
  /** whoever has owner privileges on the lockbox */
  | "owner"
  /** the association's staff, attending to the lockbox */
  | "staff"
  /** the owner of the house */
  | "homeowner";

/** How access is given. */
export type AccessMethodIssued =
  /** a grant on the member's own app */
  | "member_grant"
  /** a grant on the app of a guest */
  | "guest_grant"
  /** a day code */
  | "day_code"
  /** a flex code */
  | "flex_code"
  /** a contractor code */
  | "contractor_code";

/** Who gets access. */
export type RecipientKind =
  /** an agent of the association */
  | "member_agent"
  /** an agent of another association */
  | "out_of_board_agent"
  /** whoever has owner privileges on the lockbox */
  | "owner"
  /** the association's staff */
  | "staff"
  /** an appraiser */
  | "appraiser"
  /** an inspector */
  | "inspector"
  /** a contractor */
  | "contractor"
  /** the owner of the house */
  | "homeowner"
  /** a consumer */
  | "consumer";

/** Who gives access. */
export type IssuerKind =
  /** the listing agent */
  | "listing_agent"
  /** the listing office */
  | "listing_office"
  /** whoever has owner privileges on the lockbox */
  | "owner"
  /** the association's support */
  | "association_staff"
  /** a showing service */
  | "showing_service"
  /** a member who asks for itself */
  | "member"
  /** anyone else */
  | "other";

/** Whether showing agents need an appointment. */
export type ListingAccess =
  /** without appointment */
  | "open"
  /** by appointment */
  | "by_appointment";

/** The system of a phone. */
export type PhoneSystem =
  /** Android */
  | "android"
  /** iOS */
  | "ios";

/** How often what was permitted opens. */
export type Uses =
  /** any number of openings */
  | "unlimited"
  /** one opening */
  | "single"
  /** for 60 minutes from the first use */
  | "hour_from_first_use"
  /** any number of openings until the window ends */
  | "until_end";

/** By what the recipient is known in the records. */
export type RecordedAs =
  /** by account */
  | "account"
  /** by e-mail */
  | "email"
  /** by the name that the issuer typed */
  | "name";

/** How what was permitted can be taken back. */
export type Recall =
  /** by withholding or revoking the grant */
  | "revocable"
  /** only at the lockbox */
  | "only_at_box";

/** Why a request is denied. */
export type IssuanceReason =
  /** consumers get no access */
  | "consumer"
  /** the issuer may not give access to this lockbox */
  | "issuer_not_entitled"
  /** the issuer's PIN was not verified */
  | "pin_not_verified"
  /** showing services get no codes */
  | "service_codes_refused"
  /** such a recipient gets no access by this method */
  | "method_not_for_recipient"
  /** the agent's association is not treated as the lockbox's own */
  | "no_reciprocity"
  /** a trade gets a code for many openings as a contractor code only */
  | "contractor_code_required"
  /** the recipient's membership does not stand */
  | "membership_inactive"
  /** the agent's licence was not verified */
  | "licence_unverified"
  /** the e-mail belongs to no registered account */
  | "account_unregistered"
  /** a code is recorded by the recipient's name, and there is none */
  | "name_missing"
  /** nobody checked who the homeowner is */
  | "identity_unchecked"
  /** the seller's written permission is not on file */
  | "seller_permission_missing"
  /** the lockbox is not assigned to a listing */
  | "box_unassigned"
  /** the listing's status allows no access to such a recipient */
  | "status_forbids"
  /** the listing's status allows access with permission only */
  | "status_needs_permission"
  /** the listing does not allow this method */
  | "method_not_in_listing"
  /** there is no appointment */
  | "appointment_missing"
  /** the appointment is not approved */
  | "appointment_not_approved"
  /** the appointment is for another recipient, lockbox or listing */
  | "appointment_of_another"
  /** the appointment does not cover the request */
  | "outside_appointment"
  /** the association has no day codes */
  | "day_codes_off"
  /** the association has no contractor codes */
  | "contractor_codes_off"
  /** the lockbox is suspended */
  | "box_suspended"
  /** the lockbox has no Bluetooth */
  | "box_lacks_bluetooth"
  /** the lockbox knows no flex codes */
  | "box_lacks_flex_codes"
  /** the lockbox cannot release its shackle this way */
  | "box_lacks_shackle"
  /** the phone is too old */
  | "phone_too_old"
  /** such a recipient may not do all that was asked for */
  | "operation_not_allowed"
  /** the time has passed */
  | "window_over"
  /** the day lies too far ahead */
  | "too_far_ahead"
  /** the window is too short */
  | "window_too_short"
  /** the window is too long */
  | "window_too_long"
  /** the window does not start on a half hour */
  | "window_off_half_hour"
  /** no flex code has this length */
  | "length_unavailable"
  /** no day code of that day is left */
  | "no_slot_left"
  /** no code of that window is left */
  | "no_copy_left"
  /** too many codes are good at that time */
  | "too_many_overlapping"
  /** too many contractor codes are alive */
  | "too_many_contractor_codes";

/** What the caller has to do about a ruling. */
export type IssuanceObligation =
  /** record what was issued */
  | "record_issue"
  /** keep the permission on file */
  | "keep_consent"
  /** give a showing notice at each use */
  | "notify_on_use"
  /** give the phone the bulletin with the grant */
  | "carry_bulletin"
  /** do not hand the grant out before its release */
  | "hold_until_release"
  /** say that the code cannot be recalled */
  | "say_not_recallable"
  /** say by when the code is first entered */
  | "say_first_entry"
  /** record the refusal */
  | "record_refusal";

/** What a status allows. */
export type Access =
  /** allowed */
  | "yes"
  /** allowed with permission */
  | "permission"
  /** not allowed */
  | "never";

/** What kind of code was made. */
export type CodeMethod =
  /** a day code */
  | "day_code"
  /** a flex code */
  | "flex_code"
  /** a contractor code */
  | "contractor_code";

/** How often a code opens. */
export type CodeValidity =
  /** for a time after the first use */
  | "hour"
  /** one opening */
  | "single"
  /** any number of openings until the window ends */
  | "until_end";

/** Whether the holder of a code may use it. */
export type AccessLeft =
  /** the holder keeps access */
  | "kept"
  /** the holder lost access */
  | "lost";

/** Why a change is denied. */
export type StatusReason =
  /** the listing was deleted */
  | "listing_deleted"
  /** the seller has not signed a request to withdraw */
  | "seller_request_missing";

/** What the caller has to do about a change. */
export type StatusObligation =
  /** record the change of status */
  | "record_status_change"
  /** keep the seller's request on file */
  | "keep_consent"
  /** never release the grants withheld */
  | "withhold_grants"
  /** raise the ownership epoch */
  | "raise_epoch"
  /** suspend the lockbox */
  | "suspend_box"
  /** lift the suspension of the lockbox */
  | "lift_suspension"
  /** send the lockbox a bulletin */
  | "send_bulletin"
  /** issue anew what the raised epoch ends */
  | "reissue"
  /** cancel the appointments */
  | "cancel_appointments"
  /** tell the listing agent what still opens */
  | "tell_listing_agent"
  /** record the refusal */
  | "record_refusal";

/** Where an appointment stands. */
export type AppointmentState =
  /** asked for, not answered */
  | "requested"
  /** the listing side agreed */
  | "approved"
  /** the lockbox was opened */
  | "in_progress"
  /** the listing side refused */
  | "declined"
  /** called off */
  | "cancelled"
  /** replaced by another appointment */
  | "rescheduled"
  /** over, and the lockbox was never opened */
  | "no_show"
  /** over */
  | "completed";

/** Who acts. */
export type AppointmentActor =
  /** whoever shows the listing */
  | "holder"
  /** the listing side */
  | "listing_side"
  /** the service itself */
  | "system";

/** What happens to an appointment. */
export type AppointmentEventKind =
  /** an appointment is asked for */
  | "request"
  /** the listing side agrees */
  | "approve"
  /** the listing side refuses */
  | "decline"
  /** one side calls it off */
  | "cancel"
  /** one side moves it */
  | "reschedule"
  /** the grant is about to leave the service */
  | "release"
  /** the holder opened the lockbox */
  | "open"
  /** the holder has left */
  | "complete"
  /** time has passed */
  | "tick";

/** Why an event is denied. */
export type AppointmentReason =
  /** the appointment has ended */
  | "final_state"
  /** the appointment is not in a state for this */
  | "wrong_state"
  /** someone else has to do this */
  | "wrong_actor"
  /** the listing's status allows no showings */
  | "not_showable"
  /** the start has passed */
  | "start_passed"
  /** the listing wants to be asked earlier */
  | "lead_time_short"
  /** longer than the listing allows */
  | "too_long"
  /** the listing is not shown at that time */
  | "blocked_period"
  /** outside the access hours */
  | "outside_access_hours"
  /** the appointment is over */
  | "appointment_over"
  /** another showing has that time */
  | "overlaps"
  /** the grant may not leave the service yet */
  | "before_release"
  /** the lockbox was opened outside the appointment */
  | "outside_window";

/** What the caller has to do about a step. */
export type AppointmentObligation =
  /** tell other systems */
  | "publish_events"
  /** never release the grant */
  | "withhold_grant"
  /** revoke the grant */
  | "revoke_grant"
  /** issue the grant */
  | "issue_grant"
  /** release the grant */
  | "release_grant"
  /** give the phone the bulletin with the grant */
  | "carry_bulletin"
  /** tell the holder */
  | "notify_holder"
  /** tell the listing side */
  | "notify_listing_side";

/** Why an appointment lets nobody in now. */
export type AdmissionReason =
  /** there is no appointment */
  | "no_appointment"
  /** the appointment is not approved */
  | "not_approved"
  /** the appointment is someone else's */
  | "other_holder"
  /** the appointment is at another listing */
  | "other_listing"
  /** the appointment has not begun */
  | "too_early"
  /** the appointment is over */
  | "too_late";

/** What to make of an event from elsewhere. */
export type ReceiptOutcome =
  /** the next event of the appointment */
  | "applied"
  /** told twice */
  | "repeated"
  /** an event is missing before this one */
  | "gap"
  /** a later event was applied before */
  | "stale"
  /** it contradicts what was told before */
  | "conflict";

/** What holds a member's day. */
export type KeyOfDay =
  /** nothing yet */
  | "none"
  /** the app */
  | "app"
  /** the card */
  | "card";

/** Why a member may not. */
export type KeyReason =
  /** the card is the key of today */
  | "other_key_in_use"
  /** the app is not the key of today */
  | "fallback_not_needed"
  /** the phone is not stated to be lost */
  | "phone_not_lost";

/** What has to be done about the key of the day. */
export type KeyObligation =
  /** record that the card serves in place of the app */
  | "record_fallback"
  /** the app opens nothing more today */
  | "block_app_today";

/** How a card is renewed. */
export type RenewalMethod =
  /** at a reader */
  | "reader"
  /** by a telephone call */
  | "phone";

/** Why a card may not be renewed. */
export type RenewalReason =
  /** the membership does not stand */
  | "membership_inactive"
  /** the card is lost */
  | "card_lost"
  /** no more renewals by telephone this month */
  | "month_used_up"
  /** no more renewals by telephone in a row */
  | "row_used_up"
  /** the card is still good */
  | "days_left";

/** What has to be done about a renewal. */
export type RenewalObligation =
  /** record the renewal */
  | "record_renewal"
  /** take over the card's log */
  | "upload_card_log"
  /** read out the renewal code */
  | "read_out_code"
  /** the renewal is an event of the key of the day */
  | "claim_key_of_day"
  /** record the refusal */
  | "record_refusal";

/** What happened to access. */
export type AccessEventKind =
  /** a grant or code was made */
  | "issue"
  /** something was done at a lockbox */
  | "use"
  /** a lockbox refused, or a ruling denied */
  | "refusal"
  /** a grant was withheld or revoked, or a code cancelled */
  | "revocation"
  /** a card was renewed */
  | "renewal";

/** By what it happened. */
export type AccessMethod =
  /** member access */
  | "member_grant"
  /** guest access */
  | "guest_grant"
  /** day code */
  | "day_code"
  /** flex code */
  | "flex_code"
  /** contractor code */
  | "contractor_code"
  /** service code */
  | "service_code"
  /** bulletin */
  | "bulletin"
  /** card at reader */
  | "card_reader"
  /** card by telephone */
  | "card_phone"
  /** unknown means */
  | "unknown";

/** How it ended. */
export type AccessOutcome =
  /** permitted */
  | "Permit"
  /** denied */
  | "Deny"
  /** opened */
  | "Open"
  /** done */
  | "Applied"
  /** wrong code */
  | "WrongCode"
  /** not a code */
  | "Malformed"
  /** too soon after refusals */
  | "Throttled"
  /** the keypad was stopped */
  | "KeypadStopped"
  /** outside the access hours */
  | "OutsideHours"
  /** used up */
  | "UsedUp"
  /** cancelled */
  | "Cancelled"
  /** the lockbox was suspended */
  | "Suspended"
  /** the lockbox's clock was not set */
  | "ClockUnset"
  /** the lockbox's clock went back */
  | "ClockWentBack"
  /** the lockbox's ledger was full */
  | "LedgerFull"
  /** the lockbox could not save */
  | "StoreFailed"
  /** the lockbox had lost its state */
  | "StateLost"
  /** not a well-formed message */
  | "BadMessage"
  /** not authentic */
  | "BadProof"
  /** meant for another lockbox */
  | "WrongLockbox"
  /** of an older ownership epoch */
  | "WrongEpoch"
  /** a bulletin was owed */
  | "BulletinOwed"
  /** revoked */
  | "Revoked"
  /** too early */
  | "TooEarly"
  /** too late */
  | "TooLate"
  /** not granted */
  | "OperationNotGranted"
  /** the challenge was spent */
  | "ChallengeSpent"
  /** a newer bulletin was there */
  | "StaleBulletin"
  /** not supported by the lockbox */
  | "Unsupported";
