/* The exported functions for keys, codes, grants and boxes, and good arguments of each. */
#include <string.h>

#include "table.h"

/* The two that take no pointer. */
static dw_result call_dw_abi_version(void *const *p, const size_t *n)
{
    (void)p;
    (void)n;
    CHECK(dw_abi_version() == DW_ABI_VERSION);
    return DW_OK;
}

static dw_result call_dw_strerror(void *const *p, const size_t *n)
{
    (void)p;
    (void)n;
    for (uint32_t number = 0; number < 1000; number++) {
        CHECK(strlen(dw_strerror(number)) > 3);
    }
    CHECK(strcmp(dw_strerror(UINT32_MAX), "an unknown result") == 0);
    return DW_OK;
}

CALL(dw_status_line_read, p[0], p[1])
CALL(dw_ring_oldest, p[0], n[0], 0, p[1])
CALL(dw_ring_row, p[0], n[0], 0, 0, p[1])
CALL(dw_audit_row, p[0], p[1], p[2])
CALL(dw_audit_head, p[0], 0, NOW, p[1])
CALL(dw_audit_log_make, p[0], p[1])
CALL(dw_audit_log_check_row, p[0], p[1], p[2])
CALL(dw_audit_log_check_head, p[0], p[1], p[2], p[3])
CALL(dw_audit_log_erase, p[0])
CALL(dw_bulletin_seal, p[0], p[1], p[2])
CALL(dw_bulletin_open, p[0], p[1], p[2], n[2], p[3])
CALL(dw_revocations_needed, p[0], n[0], NOW, p[1])
CALL(dw_code_parse, p[0], n[0], p[1])
CALL(dw_day_code, p[0], 7, 0, p[1])
CALL(dw_day_issue, p[0], 7, 0, 0, p[1], p[2])
CALL(dw_day_read, p[0], 7, p[1], NOW, 0, p[2], p[3], p[4])
CALL(dw_flex_code, p[0], 10, p[1], p[2])
CALL(dw_flex_issue, p[0], 10, p[1], 0, p[2], p[3])
CALL(dw_flex_read, p[0], 10, NOW, 0, 0, p[1], p[2])
CALL(dw_service_cancel_flex, p[0], p[1], EPOCH, p[2])
CALL(dw_service_cancel_day, p[0], DATE, 0, EPOCH, p[1])
CALL(dw_service_set_clock, p[0], NOW, p[1])
CALL(dw_service_raise_epoch, p[0], EPOCH + 1, p[1])
CALL(dw_service_read, p[0], p[1], p[2])
CALL(dw_renewal_code, p[0], DATE, 0, p[1])
CALL(dw_renewal_read, p[0], DATE, p[1], p[2])
CALL(dw_code_read, p[0], EPOCH, p[1], p[2], NOW, 0, 0, p[3], p[4])
CALL(dw_question_default, NOW, EPOCH, p[0])
CALL(dw_code_diagnose, p[0], p[1], p[2], p[3], p[4], p[5])
CALL(dw_guess_default, p[0])
CALL(dw_guess_odds, p[0], DW_FAMILY_FLEX, p[1])
CALL(dw_guess_check, p[0])
CALL(dw_numeral_encipher, p[0], 10, 1, 2, p[1])
CALL(dw_numeral_decipher, p[0], 10, 1, 2, p[1])
CALL(dw_grant_issue, p[0], p[1], p[2])
CALL(dw_grant_parse, p[0], n[0], p[1])
CALL(dw_grant_read, p[0], p[1])
CALL(dw_grant_narrow, p[0], p[1], p[2])
CALL(dw_grant_present, p[0], p[1], p[2], DW_GRANT_UPDATE_FIRMWARE, p[3], n[3], p[4])
CALL(dw_grant_check_acknowledgement, p[0], p[1], p[2], 0, p[3], n[3])
CALL(dw_challenge, p[0], 1, p[1], p[2])
CALL(dw_proof, p[0], p[1], p[2], DW_GRANT_UPDATE_FIRMWARE, p[3], n[3], p[4])
CALL(dw_acknowledgement, p[0], p[1], p[2], 0, p[3])
CALL(dw_id_make, p[0], n[0], p[1])
CALL(dw_key_lockbox, p[0], p[1], 0, p[2])
CALL(dw_key_first_audit, p[0], p[1], 0, p[2])
CALL(dw_key_next_audit, p[0], p[1])
CALL(dw_key_credential, p[0], p[1], p[2])
CALL(dw_key_day_root, p[0], EPOCH, p[1])
CALL(dw_key_day, p[0], DATE, p[1])
CALL(dw_key_flex, p[0], EPOCH, p[1])
CALL(dw_key_grant, p[0], EPOCH, p[1])
CALL(dw_key_service, p[0], p[1])
CALL(dw_key_bulletin, p[0], p[1])
CALL(dw_key_challenge, p[0], p[1])
CALL(dw_key_erase, p[0])
CALL(dw_limits_default, p[0])
CALL(dw_limits_encode, p[0], p[1])
CALL(dw_limits_decode, p[0], n[0], p[1])
CALL(dw_lockbox_provision, p[0], p[1], p[2], EPOCH, p[3], p[4], p[5])
CALL(dw_lockbox_restore, p[0], p[1], p[2], p[3], n[3], p[4])
CALL(dw_lockbox_erase, p[0])
CALL(dw_lockbox_enter_code, p[0], p[1], NOW, 0, p[2], n[2], p[3])
CALL(dw_lockbox_confirm_opened, p[0], p[1], NOW, p[2])
CALL(dw_lockbox_power_restored, p[0], p[1], p[2])
CALL(dw_lockbox_tick, p[0], p[1], NOW, p[2])
CALL(dw_lockbox_apply_bulletin, p[0], p[1], NOW, p[2], n[2], p[3])
CALL(dw_lockbox_replace_limits, p[0], p[1], NOW, p[2], n[2], p[3])
CALL(dw_lockbox_key_pressed, p[0], NOW)
CALL(dw_lockbox_disconnected, p[0])
CALL(dw_lockbox_open_session, p[0], p[1], NOW, p[2], p[3])
CALL(dw_lockbox_present_grant, p[0], p[1], NOW, p[2], n[2], p[3], p[4])
CALL(dw_lockbox_status, p[0], p[1])
CALL(dw_lockbox_keypad, p[0], NOW, p[1])
CALL(dw_lockbox_audit_head, p[0], NOW, p[1])
CALL(dw_lockbox_drain_audit, p[0], p[1], NOW, p[2])
CALL(dw_lockbox_audit_rows, p[0], p[1])
CALL(dw_lockbox_keep_rows, p[0], p[1], n[1])
CALL(dw_lockbox_status_line, p[0], 3000, 1, p[1])
CALL(dw_journal_mount, p[0], p[1])
CALL(dw_journal_load, p[0], p[1])
CALL(dw_journal_save, p[0], p[1], n[1])
CALL(dw_manifest_read, p[0], n[0], p[1])
CALL(dw_manifest_build, p[0], p[1], n[1], p[2], p[3], n[3], p[4])
CALL(dw_transfer_restore, p[0], p[1])
CALL(dw_transfer_offer, p[0], p[1], p[2], n[2], p[3], 6, p[4])
CALL(dw_transfer_piece, p[0], p[1], 1, p[2], n[2], p[3])
CALL(dw_transfer_activate, p[0], p[1], p[2])
CALL(dw_transfer_finish, p[0], p[1])
CALL(dw_transfer_progress, p[0], p[1])
CALL(dw_transfer_missing, p[0], 0, p[1])
CALL(dw_zone_fixed, 60, p[0])
CALL(dw_zone_make, -480, -420, p[0], p[1], p[2])
CALL(dw_zone_offset_at, p[0], NOW, p[1])
CALL(dw_zone_day_at, p[0], NOW, p[1])
CALL(dw_zone_day_bounds, p[0], DATE, p[1], p[2])

const struct function FUNCTIONS_OF_BOXES[] = {
    {"dw_abi_version", call_dw_abi_version, DW_OK, {{NONE, 0, 0, NULL, 0}}},
    {"dw_strerror", call_dw_strerror, DW_OK, {{NONE, 0, 0, NULL, 0}}},
    FUNCTION(dw_status_line_read, DW_OK, SOME(dw_status_line, line), OUT(struct dw_status_facts)),
    FUNCTION(dw_ring_oldest, DW_OK, ROWS, OUT(uint32_t)),
    FUNCTION(dw_ring_row, DW_NOT_FOUND, ROWS, OUT(struct dw_row)),
    FUNCTION(dw_audit_row, DW_OK, KEY(first_audit), SOME(dw_entry, entry), OUT(struct dw_row)),
    FUNCTION(dw_audit_head, DW_OK, KEY(first_audit), OUT(struct dw_head)),
    FUNCTION(dw_audit_log_make, DW_OK, KEY(first_audit), OUT_PADDED(struct dw_audit_log)),
    FUNCTION(dw_audit_log_check_row, DW_OK, A_LOG, SOME(dw_row, row), OUT_PADDED(struct dw_entry)),
    FUNCTION(dw_audit_log_check_head, DW_OK, A_LOG, SOME(dw_head, head), OUT(uint32_t),
             OUT(uint64_t)),
    FUNCTION(dw_audit_log_erase, DW_OK, A_LOG),
    FUNCTION(dw_bulletin_seal, DW_OK, KEY(bulletin_key), SOME(dw_bulletin, bulletin),
             OUT_PADDED(struct dw_bulletin_message)),
    FUNCTION(dw_bulletin_open, DW_OK, KEY(bulletin_key), ID, BYTES(message.bytes, 107),
             OUT_PADDED(struct dw_bulletin)),
    FUNCTION(dw_revocations_needed, DW_OK, OF(BUFFER, struct dw_revoked, revoked, 3),
             OUT(struct dw_revocations)),
    FUNCTION(dw_code_parse, DW_OK, BYTES(day_code.text, 7), OUT(struct dw_code)),
    FUNCTION(dw_day_code, DW_OK, KEY(day_key), OUT(struct dw_code)),
    FUNCTION(dw_day_issue, DW_OK, KEY(day_key), OUT(uint8_t), OUT(struct dw_code)),
    FUNCTION(dw_day_read, DW_OK, KEY(day_root), ZONE, CODE(day_code), OUT(uint32_t),
             OUT(uint8_t)),
    FUNCTION(dw_flex_code, DW_OK, KEY(flex_key), SOME(dw_flex_terms, terms), OUT(struct dw_code)),
    FUNCTION(dw_flex_issue, DW_OK, KEY(flex_key), SOME(dw_flex_terms, terms),
             OUT(struct dw_flex_terms), OUT(struct dw_code)),
    FUNCTION(dw_flex_read, DW_OK, KEY(flex_key), CODE(flex_code), OUT(struct dw_flex_terms)),
    FUNCTION(dw_service_cancel_flex, DW_OK, KEY(service_key), SOME(dw_flex_terms, terms),
             OUT(struct dw_code)),
    FUNCTION(dw_service_cancel_day, DW_OK, KEY(service_key), OUT(struct dw_code)),
    FUNCTION(dw_service_set_clock, DW_OK, KEY(service_key), OUT(struct dw_code)),
    FUNCTION(dw_service_raise_epoch, DW_OK, KEY(service_key), OUT(struct dw_code)),
    FUNCTION(dw_service_read, DW_OK, KEY(service_key), CODE(service_code),
             OUT(struct dw_service_command)),
    FUNCTION(dw_renewal_code, DW_OK, KEY(credential_key), OUT(struct dw_code)),
    FUNCTION(dw_renewal_read, DW_OK, KEY(credential_key), CODE(renewal_code), OUT(uint8_t)),
    FUNCTION(dw_code_read, DW_OK, KEY(box_key), SOME(dw_code_profile, codes), ZONE,
             CODE(day_code), OUT(struct dw_reading)),
    FUNCTION(dw_question_default, DW_OK, OUT(struct dw_question)),
    FUNCTION(dw_code_diagnose, DW_OK, KEY(box_key), SOME(dw_code_profile, codes), ZONE,
             SOME(dw_question, question), CODE(day_code), OUT(struct dw_diagnosis)),
    FUNCTION(dw_guess_default, DW_OK, OUT(struct dw_guess_parameters)),
    FUNCTION(dw_guess_odds, DW_OK, SOME(dw_guess_parameters, guess), OUT(struct dw_odds)),
    FUNCTION(dw_guess_check, DW_OK, SOME(dw_guess_parameters, guess)),
    FUNCTION(dw_numeral_encipher, DW_OK, KEY(flex_key), OUT(uint64_t)),
    FUNCTION(dw_numeral_decipher, DW_OK, KEY(flex_key), OUT(uint64_t)),
    FUNCTION(dw_grant_issue, DW_OK, KEY(grant_key), SOME(dw_grant_body, body),
             OUT(struct dw_grant)),
    FUNCTION(dw_grant_parse, DW_OK, BYTES(grant.text, 164), OUT(struct dw_grant)),
    FUNCTION(dw_grant_read, DW_OK, SOME(dw_grant, grant), OUT_PADDED(struct dw_grant_view)),
    FUNCTION(dw_grant_narrow, DW_OK, SOME(dw_grant, grant), SOME(dw_caveat, caveat),
             OUT(struct dw_grant)),
    FUNCTION(dw_grant_present, DW_OK, SOME(dw_grant, grant), NONCE(challenge), NONCE(nonce),
             BYTES(acknowledgement, 32), OUT(struct dw_presentation)),
    FUNCTION(dw_grant_check_acknowledgement, DW_NOT_AUTHENTIC, SOME(dw_grant, grant),
             NONCE(challenge), SOME(dw_presentation, presentation), BYTES(acknowledgement, 32)),
    FUNCTION(dw_challenge, DW_OK, KEY(challenge_key), NONCE(nonce), OUT(struct dw_nonce)),
    FUNCTION(dw_proof, DW_OK, KEY(tag), NONCE(challenge), NONCE(nonce), BYTES(acknowledgement, 32),
             OUT(struct dw_key)),
    FUNCTION(dw_acknowledgement, DW_OK, KEY(tag), NONCE(challenge), KEY(tag), OUT(struct dw_key)),
    FUNCTION(dw_id_make, DW_OK, BYTES(ID_TEXT, 11), OUT(struct dw_id)),
    FUNCTION(dw_key_lockbox, DW_OK, KEY(root), ID, OUT(struct dw_key)),
    FUNCTION(dw_key_first_audit, DW_OK, KEY(root), ID, OUT(struct dw_key)),
    FUNCTION(dw_key_next_audit, DW_OK, KEY(first_audit), OUT(struct dw_key)),
    FUNCTION(dw_key_credential, DW_OK, KEY(root), ID, OUT(struct dw_key)),
    FUNCTION(dw_key_day_root, DW_OK, KEY(box_key), OUT(struct dw_key)),
    FUNCTION(dw_key_day, DW_OK, KEY(day_root), OUT(struct dw_key)),
    FUNCTION(dw_key_flex, DW_OK, KEY(box_key), OUT(struct dw_key)),
    FUNCTION(dw_key_grant, DW_OK, KEY(box_key), OUT(struct dw_key)),
    FUNCTION(dw_key_service, DW_OK, KEY(box_key), OUT(struct dw_key)),
    FUNCTION(dw_key_bulletin, DW_OK, KEY(box_key), OUT(struct dw_key)),
    FUNCTION(dw_key_challenge, DW_OK, KEY(box_key), OUT(struct dw_key)),
    FUNCTION(dw_key_erase, DW_OK, OUT(struct dw_key)),
    FUNCTION(dw_limits_default, DW_OK, OUT_PADDED(struct dw_limits)),
    FUNCTION(dw_limits_encode, DW_OK, SOME(dw_limits, limits), OUT(struct dw_limits_bytes)),
    FUNCTION(dw_limits_decode, DW_OK, BYTES(limits_bytes.bytes, 30), OUT_PADDED(struct dw_limits)),
    FUNCTION(dw_lockbox_provision, DW_OK, SOME(dw_profile, profile), KEY(box_key),
             KEY(first_audit), ZONE, STORE, OUT_PADDED(struct dw_lockbox)),
    FUNCTION(dw_lockbox_restore, DW_OK, ID, SOME(dw_code_profile, codes), KEY(box_key),
             BYTES(snapshot.bytes, DW_SNAPSHOT_LEN), OUT_PADDED(struct dw_lockbox)),
    FUNCTION(dw_lockbox_erase, DW_OK, A_BOX),
    FUNCTION(dw_lockbox_enter_code, DW_OK, A_BOX, STORE, BYTES(day_code.text, 7), DECISION),
    FUNCTION(dw_lockbox_confirm_opened, DW_OK, A_BOX, STORE, DECISION),
    FUNCTION(dw_lockbox_power_restored, DW_OK, A_BOX, STORE, DECISION),
    FUNCTION(dw_lockbox_tick, DW_OK, A_BOX, STORE, DECISION),
    FUNCTION(dw_lockbox_apply_bulletin, DW_OK, A_BOX, STORE, BYTES(message.bytes, 107), DECISION),
    FUNCTION(dw_lockbox_replace_limits, DW_OK, A_BOX, STORE, BYTES(limits_bytes.bytes, 30),
             DECISION),
    FUNCTION(dw_lockbox_key_pressed, DW_OK, A_BOX),
    FUNCTION(dw_lockbox_disconnected, DW_OK, A_BOX),
    FUNCTION(dw_lockbox_open_session, DW_REFUSED_CHALLENGE_SPENT, A_BOX, STORE, NONCE(nonce),
             OUT(struct dw_nonce)),
    FUNCTION(dw_lockbox_present_grant, DW_OK, A_BOX, STORE, BYTES(presentation.bytes, 138),
             DECISION, OUT_PADDED(struct dw_answer)),
    FUNCTION(dw_lockbox_status, DW_OK, A_BOX, OUT_PADDED(struct dw_status)),
    FUNCTION(dw_lockbox_keypad, DW_OK, A_BOX, OUT(struct dw_keypad)),
    FUNCTION(dw_lockbox_audit_head, DW_OK, A_BOX, OUT(struct dw_head)),
    FUNCTION(dw_lockbox_drain_audit, DW_REFUSED_OPERATION_NOT_GRANTED, A_BOX, STORE,
             OUT(struct dw_head)),
    FUNCTION(dw_lockbox_audit_rows, DW_OK, A_BOX, OUT(struct dw_held_rows)),
    FUNCTION(dw_lockbox_keep_rows, DW_OK, A_BOX, ROWS),
    FUNCTION(dw_lockbox_status_line, DW_OK, A_BOX, OUT(struct dw_status_line)),
    FUNCTION(dw_journal_mount, DW_OK, OF(FUNCTIONS, struct dw_flash, &flash, 1),
             OUT_PADDED(struct dw_journal)),
    FUNCTION(dw_journal_load, DW_OK, A_JOURNAL, OF(IN_PLACE, struct dw_snapshot, NULL, 1)),
    FUNCTION(dw_journal_save, DW_OK, A_JOURNAL, BYTES(snapshot.bytes, DW_SNAPSHOT_LEN)),
    FUNCTION(dw_manifest_read, DW_OK, BYTES(firmware_manifest, sizeof firmware_manifest),
             OUT(struct dw_manifest_head)),
    FUNCTION(dw_manifest_build, DW_OK, SOME(dw_release, release),
             BYTES(firmware_image, sizeof firmware_image),
             OF(FUNCTIONS, struct dw_signer, &signer, 1),
             OF(WORK, uint8_t, NULL, sizeof firmware_manifest), OUT(size_t)),
    FUNCTION(dw_transfer_restore, DW_OK, FIRMWARE, OUT_PADDED(struct dw_transfer)),
    FUNCTION(dw_transfer_offer, DW_OK, A_TRANSFER, FIRMWARE,
             BYTES(firmware_manifest, sizeof firmware_manifest), ID, OUT(uint8_t)),
    FUNCTION(dw_transfer_piece, DW_OK, A_TRANSFER, FIRMWARE, BYTES(firmware_image, 32),
             OUT(uint8_t)),
    FUNCTION(dw_transfer_activate, DW_OK, A_TRANSFER, FIRMWARE, OUT(uint8_t)),
    FUNCTION(dw_transfer_finish, DW_OK, A_TRANSFER, FIRMWARE),
    FUNCTION(dw_transfer_progress, DW_OK, A_TRANSFER, OUT(struct dw_progress)),
    FUNCTION(dw_transfer_missing, DW_NOT_FOUND, A_TRANSFER, OUT(uint16_t)),
    FUNCTION(dw_zone_fixed, DW_OK, OUT(struct dw_zone)),
    FUNCTION(dw_zone_make, DW_OK, SOME(dw_zone_change, start), SOME(dw_zone_change, end),
             OUT(struct dw_zone)),
    FUNCTION(dw_zone_offset_at, DW_OK, ZONE, OUT(int16_t)),
    FUNCTION(dw_zone_day_at, DW_OK, ZONE, OUT(uint32_t)),
    FUNCTION(dw_zone_day_bounds, DW_OK, ZONE, OUT(uint64_t), OUT(uint64_t)),
    THE_LAST,
};
