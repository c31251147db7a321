//! Where the members of each struct lie. Printed by `cargo xtask header`. Do not edit.

use std::mem::{align_of, offset_of, size_of};

/// Prints a struct's size and alignment, and each member's offset and size.
macro_rules! of {
    ($name:ident $($member:ident)*) => {
        let (size, align) = (size_of::<doorward_c::$name>(), align_of::<doorward_c::$name>());
        println!("{} {size} {align}", stringify!($name));
        $(
            let offset = offset_of!(doorward_c::$name, $member);
            let size = size_of_member(|whole: &doorward_c::$name| &whole.$member);
            println!("{}.{} {offset} {size}", stringify!($name), stringify!($member));
        )*
    };
}

fn size_of_member<T, M>(_: fn(&T) -> &M) -> usize {
    size_of::<M>()
}

#[rustfmt::skip]
#[allow(clippy::too_many_lines)]
fn main() {
    of!(dw_status_line bytes);
    of!(dw_status_facts set firmware millivolts refusals);
    of!(dw_row bytes);
    of!(dw_key bytes);
    of!(dw_nonce bytes);
    of!(dw_entry instant detail sequence epoch event outcome method operation subject);
    of!(dw_head bytes);
    of!(dw_audit_log opaque);
    of!(dw_id length text);
    of!(dw_zone bytes);
    of!(dw_revocations count prefixes);
    of!(dw_bulletin issued_at sequence epoch lockbox nonce zone is_suspended revocations);
    of!(dw_bulletin_message length bytes);
    of!(dw_revoked not_after grant_id);
    of!(dw_code digits text);
    of!(dw_flex_terms start seconds copy operation code_use reserved);
    of!(dw_service_command terms instant day new_epoch command slot epoch_mod_16 reserved);
    of!(dw_code_profile day_digits flex_digits);
    of!(dw_reading terms command epoch day family slot reserved);
    of!(dw_question now box_clock tolerance_seconds epoch days epochs);
    of!(dw_diagnosis reading instant coincidence_one_in verdict reserved);
    of!(dw_guess_parameters tolerance_seconds day_digits day_slots flex_digits flex_copies);
    of!(dw_odds acceptable codes one_in);
    of!(dw_firmware_store context save_record read_record save_manifest read_manifest write_image read_image check_signature);
    of!(dw_transfer opaque);
    of!(dw_progress firmware pieces state reserved manifest_sha256);
    of!(dw_manifest_head firmware lowest image_length piece_length pieces image_sha256 manifest_sha256 model reserved);
    of!(dw_release firmware lowest piece_length model);
    of!(dw_signer context sign);
    of!(dw_grant_body not_before not_after epoch bulletin operations max_uses reserved grant_id holder lockbox);
    of!(dw_grant length text);
    of!(dw_caveat instant operations kind reserved delegate);
    of!(dw_grant_view body caveats not_before not_after delegate operations count reserved);
    of!(dw_presentation length bytes);
    of!(dw_limits refusal_falls_seconds reuse_seconds access_from access_to repeat_seconds first_wait_seconds longest_wait_seconds tolerance_seconds drift_ppm tolerance_max_seconds day_is_single_use outlasts_midnight free_refusals refusals_max day_slots rows cancellation_rows reserved);
    of!(dw_limits_bytes bytes);
    of!(dw_profile limits lacking id codes);
    of!(dw_store context save);
    of!(dw_lockbox opaque);
    of!(dw_decision until clock command value number applied operation sets_clock manifest);
    of!(dw_answer length bytes);
    of!(dw_status persisted set limits epoch bulletin_sequence zone clock_is_set is_suspended refusals reserved);
    of!(dw_keypad until next_forgiven repeat_until state run refusals reserved);
    of!(dw_held_rows rows count);
    of!(dw_market_rules carry_max_gap lookback_days accrues clock_statuses has_clock_statuses gap_metric clock_from coming_soon_stops_clock reset_on_close scope count combine start_field end_event reserved);
    of!(dw_text text length);
    of!(dw_market_listing key office branch firm agent property_type originating_system listing_contract_date original_entry_date expiration_date reserved);
    of!(dw_market_row event sequence listing date status reserved);
    of!(dw_market_history listings listing_count rows row_count target as_of reserved);
    of!(dw_market_outcome dom cdom warnings chain_length on_market_date off_market_date class_number status reserved);
    of!(dw_market_gap after before from to days counted);
    of!(dw_property_record listing universal_parcel_id state county parcel_number address unit postal_code class_number reserved);
    of!(dw_property_keys address_length postal_code_length universal_length state_length county_length parcel_length unit_length class_number has_placeholder address postal_code universal state county parcel unit);
    of!(dw_property least doubts reserved);
    of!(dw_lead_facts protected_until key_doubts opted_out do_not_call reserved);
    of!(dw_lead reasons ended_on answer status do_not_call reserved);
    of!(dw_name length text);
    of!(dw_appointment_rules early late lead_time max_length release_lead access_from access_to zone has_access_hours overlap);
    of!(dw_window start end);
    of!(dw_appointment start end opened_at sequence id listing holder replaces replaced_by lockbox state grant_released is_opened reserved);
    of!(dw_appointment_other start end id state reserved);
    of!(dw_appointment_event now start end id listing holder lockbox event actor reserved);
    of!(dw_appointment_record start end at sequence appointment listing holder replaces replaced_by lockbox state reserved);
    of!(dw_appointment_step appointment created records reasons obligations record_count is_permitted reserved);
    of!(dw_admission reasons is_permitted reserved);
    of!(dw_appointment_grant not_before not_after release_at bulletin holder lockbox reserved);
    of!(dw_receipt expected outcome reserved);
    of!(dw_typed length text);
    of!(dw_issuance_settings guest_min guest_max homeowner_max member_max flex_min flex_max contractor_max release_lead service_codes_refused_from android_min ios_min day_days_ahead day_slots contractor_alive flex_per_window flex_overlapping day_codes contractor_codes association);
    of!(dw_issuance_request now start end day skip operations phone_version issuer_kind pin_verified recipient_kind member_active licence_verified account_registered phone_system method has_window half has_use code_use seller_written_permission off_market_permission identity_checked issuer recipient recipient_association recipient_name);
    of!(dw_issuance_facts start end early late epoch bulletin methods lockbox zone suspended bluetooth flex_codes shackle_by_app shackle_by_code status coming_soon_showings has_methods access appointment_state listing appointment appointment_holder appointment_listing appointment_lockbox reserved);
    of!(dw_issuance_ledger epoch revision lockbox reserved);
    of!(dw_issuance_day_row day slot cancelled recipient reserved);
    of!(dw_issuance_flex_row start_slot duration operation code_use copy contractor cancelled recipient reserved);
    of!(dw_issuance_ruling reasons not_before not_after release_at first_entry_before obligations bulletin revision row_place day_row flex_row operations is_permitted recommended permit adds_row max_uses uses recorded_as recall reserved);
    of!(dw_renewal_parameters reader_days phone_per_month phone_in_a_row min_days_left);
    of!(dw_renewal_request now expires method member_active card_lost reserved);
    of!(dw_renewal_ruling expires reasons obligations day is_permitted uploads_log has_code number);
    of!(dw_key_state day key fallback card_next reserved);
    of!(dw_key_ruling state obligations is_permitted reason reserved);
    of!(dw_gate_parameters hour first_entry revocations_max reserved);
    of!(dw_gate_change now listing lockbox from to coming_soon_showings off_market_permission seller_signed_request suspension_requested suspended revocations reserved);
    of!(dw_gate_grant not_before not_after id class_number released reserved);
    of!(dw_gate_code start end first_used id class_number method validity is_used cancelled reserved);
    of!(dw_gate_fate until fate reissue reserved);
    of!(dw_gate_ruling reasons obligations is_permitted reserved);
    of!(dw_flash context area_length read erase write);
    of!(dw_journal opaque);
    of!(dw_snapshot bytes);
    of!(dw_zone_change month week weekday reserved minute);
}
