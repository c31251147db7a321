/* The exported functions, and good arguments of each. */
#include <string.h>

#include "arguments.h"

enum { NOW = 1778951000, DATE = 20589, EPOCH = 1 };

struct dw_store store;
uint32_t store_answer;
void (*while_saving)(void);

static const uint8_t ID_TEXT[] = "LB-00012345";
static struct dw_key root, box_key, day_root, day_key, flex_key, grant_key, service_key;
static struct dw_key bulletin_key, challenge_key, first_audit, credential_key, tag;
static struct dw_id id;
static struct dw_code day_code, flex_code, service_code, renewal_code;
static struct dw_flex_terms terms;
static struct dw_code_profile codes;
static struct dw_zone zone;
static struct dw_zone_change start, end;
static struct dw_grant_body body;
static struct dw_grant grant;
static struct dw_caveat caveat;
static struct dw_nonce nonce, challenge;
static struct dw_presentation presentation;
static uint8_t acknowledgement[DW_KEY_LEN];
static struct dw_bulletin bulletin;
static struct dw_bulletin_message message;
static struct dw_revoked revoked[3];
static struct dw_limits limits;
static struct dw_limits_bytes limits_bytes;
static struct dw_profile profile;
static struct dw_entry entry;
static struct dw_row row, rows[DW_RING_MIN_ROWS];
static struct dw_head head;
static struct dw_status_line line;
static struct dw_flash flash;
static struct dw_snapshot snapshot;

static uint32_t save(void *context, const uint8_t *bytes, size_t length)
{
    (void)context;
    if (while_saving != NULL) {
        while_saving();
    }
    if (store_answer == 0 && length == sizeof snapshot.bytes) {
        memcpy(snapshot.bytes, bytes, length);
    }
    return store_answer;
}

/* Flash in memory: bytes are written once between two erasures, and may be cleared. */
static uint8_t areas[2][2 * DW_FRAME_LEN];

static uint32_t flash_read(void *context, uint8_t area, size_t offset, uint8_t *bytes,
                           size_t length)
{
    (void)context;
    memcpy(bytes, areas[area] + offset, length);
    return 0;
}

static uint32_t flash_erase(void *context, uint8_t area)
{
    (void)context;
    memset(areas[area], 0xff, sizeof areas[area]);
    return 0;
}

static uint32_t flash_write(void *context, uint8_t area, size_t offset, const uint8_t *bytes,
                            size_t length)
{
    (void)context;
    for (size_t index = 0; index < length; index++) {
        areas[area][offset + index] &= bytes[index];
    }
    return 0;
}

static void make_box(void *memory)
{
    uint32_t answer = store_answer;
    store_answer = 0;
    CHECK(dw_lockbox_provision(&profile, &box_key, &first_audit, EPOCH, &zone, &store, memory)
          == DW_OK);
    store_answer = answer;
}

static dw_result erase_box(void *memory)
{
    return dw_lockbox_erase(memory);
}

static void make_log(void *memory)
{
    CHECK(dw_audit_log_make(&first_audit, memory) == DW_OK);
}

static dw_result erase_log(void *memory)
{
    return dw_audit_log_erase(memory);
}

static void make_journal(void *memory)
{
    CHECK(dw_journal_mount(&flash, memory) == DW_OK);
    CHECK(dw_journal_save(memory, snapshot.bytes, sizeof snapshot.bytes) == DW_OK);
}

static const struct state BOX = {make_box, erase_box};
static const struct state LOG = {make_log, erase_log};
static const struct state JOURNAL = {make_journal, NULL};

static void make_issued(void)
{
    struct dw_key proof, answer;
    uint8_t slot;
    struct dw_flex_terms issued;
    terms.start = NOW - NOW % 1800;
    terms.seconds = 3600;
    CHECK(dw_day_issue(&day_key, 7, 0, 0, &slot, &day_code) == DW_OK);
    CHECK(dw_flex_issue(&flex_key, 10, &terms, 0, &issued, &flex_code) == DW_OK);
    CHECK(dw_service_set_clock(&service_key, NOW, &service_code) == DW_OK);
    CHECK(dw_renewal_code(&credential_key, DATE, 0, &renewal_code) == DW_OK);
    body.not_before = NOW;
    body.not_after = NOW + 3600;
    body.epoch = EPOCH;
    body.operations = DW_GRANT_KEY_COMPARTMENT | DW_GRANT_READ_LOG;
    body.lockbox = id;
    caveat.kind = DW_CAVEAT_NOT_AFTER;
    caveat.instant = NOW + 1800;
    CHECK(dw_grant_issue(&grant_key, &body, &grant) == DW_OK);
    CHECK(dw_challenge(&challenge_key, 1, &nonce, &challenge) == DW_OK);
    CHECK(dw_grant_present(&grant, &challenge, &nonce, DW_GRANT_KEY_COMPARTMENT, NULL, 0,
                           &presentation)
          == DW_OK);
    memset(&tag, 5, sizeof tag);
    CHECK(dw_proof(&tag, &challenge, &nonce, DW_GRANT_KEY_COMPARTMENT, NULL, 0, &proof) == DW_OK);
    CHECK(dw_acknowledgement(&tag, &challenge, &proof, 0, &answer) == DW_OK);
    memcpy(acknowledgement, answer.bytes, sizeof acknowledgement);
}

void make_values(void)
{
    memset(&root, 7, sizeof root);
    store.save = save;
    flash.area_length = sizeof areas[0];
    flash.read = flash_read;
    flash.erase = flash_erase;
    flash.write = flash_write;
    memset(areas, 0xff, sizeof areas);
    codes.day_digits = 7;
    codes.flex_digits = 10;
    start.month = 3;
    start.week = 2;
    start.minute = 120;
    end.month = 11;
    end.week = 1;
    end.minute = 120;
    CHECK(dw_id_make(ID_TEXT, sizeof ID_TEXT - 1, &id) == DW_OK);
    CHECK(dw_zone_make(-480, -420, &start, &end, &zone) == DW_OK);
    CHECK(dw_key_lockbox(&root, &id, 0, &box_key) == DW_OK);
    CHECK(dw_key_first_audit(&root, &id, 0, &first_audit) == DW_OK);
    CHECK(dw_key_credential(&root, &id, &credential_key) == DW_OK);
    CHECK(dw_key_day_root(&box_key, EPOCH, &day_root) == DW_OK);
    CHECK(dw_key_day(&day_root, DATE, &day_key) == DW_OK);
    CHECK(dw_key_flex(&box_key, EPOCH, &flex_key) == DW_OK);
    CHECK(dw_key_grant(&box_key, EPOCH, &grant_key) == DW_OK);
    CHECK(dw_key_service(&box_key, &service_key) == DW_OK);
    CHECK(dw_key_bulletin(&box_key, &bulletin_key) == DW_OK);
    CHECK(dw_key_challenge(&box_key, &challenge_key) == DW_OK);
    CHECK(dw_limits_default(&limits) == DW_OK);
    CHECK(dw_limits_encode(&limits, &limits_bytes) == DW_OK);
    profile.limits = limits;
    profile.id = id;
    profile.codes = codes;
    make_issued();
    bulletin.issued_at = NOW;
    bulletin.sequence = 1;
    bulletin.epoch = EPOCH;
    bulletin.lockbox = id;
    bulletin.zone = zone;
    CHECK(dw_bulletin_seal(&bulletin_key, &bulletin, &message) == DW_OK);
    entry.event = 1;
    entry.method = 1;
    CHECK(dw_audit_row(&first_audit, &entry, &row) == DW_OK);
    CHECK(dw_audit_head(&first_audit, 0, NOW, &head) == DW_OK);
}

#define CALL(name, ...)                                          \
    static dw_result call_##name(void *const *p, const size_t *n) \
    {                                                            \
        (void)p;                                                 \
        (void)n;                                                 \
        return name(__VA_ARGS__);                                \
    }

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
CALL(dw_zone_fixed, 60, p[0])
CALL(dw_zone_make, -480, -420, p[0], p[1], p[2])
CALL(dw_zone_offset_at, p[0], NOW, p[1])
CALL(dw_zone_day_at, p[0], NOW, p[1])
CALL(dw_zone_day_bounds, p[0], DATE, p[1], p[2])

#define OF(kind, type, good, count) {kind, sizeof(type), _Alignof(type), good, count}
#define KEY(value) OF(INPUT, struct dw_key, &(value), 1)
#define ID OF(INPUT, struct dw_id, &id, 1)
#define ZONE OF(INPUT, struct dw_zone, &zone, 1)
#define CODE(value) OF(INPUT, struct dw_code, &(value), 1)
#define NONCE(value) OF(INPUT, struct dw_nonce, &(value), 1)
#define SOME(type, value) OF(INPUT, struct type, &(value), 1)
#define BYTES(values, count) OF(BUFFER, uint8_t, values, count)
#define ROWS OF(RING, struct dw_row, rows, DW_RING_MIN_ROWS)
#define STORE OF(FUNCTIONS, struct dw_store, &store, 1)
#define OUT(type) OF(OUTPUT, type, NULL, 1)
#define OUT_PADDED(type) OF(PADDED, type, NULL, 1)
#define A_BOX OF(STATE, struct dw_lockbox, &BOX, 1)
#define A_LOG OF(STATE, struct dw_audit_log, &LOG, 1)
#define A_JOURNAL OF(STATE, struct dw_journal, &JOURNAL, 1)
#define DECISION OUT_PADDED(struct dw_decision)

#define FUNCTION(name, expected, ...) {#name, call_##name, expected, {__VA_ARGS__}}

const struct function FUNCTIONS_OF_DOORWARD[] = {
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
    FUNCTION(dw_limits_default, DW_OK, OUT(struct dw_limits)),
    FUNCTION(dw_limits_encode, DW_OK, SOME(dw_limits, limits), OUT(struct dw_limits_bytes)),
    FUNCTION(dw_limits_decode, DW_OK, BYTES(limits_bytes.bytes, 30), OUT(struct dw_limits)),
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
    FUNCTION(dw_zone_fixed, DW_OK, OUT(struct dw_zone)),
    FUNCTION(dw_zone_make, DW_OK, SOME(dw_zone_change, start), SOME(dw_zone_change, end),
             OUT(struct dw_zone)),
    FUNCTION(dw_zone_offset_at, DW_OK, ZONE, OUT(int16_t)),
    FUNCTION(dw_zone_day_at, DW_OK, ZONE, OUT(uint32_t)),
    FUNCTION(dw_zone_day_bounds, DW_OK, ZONE, OUT(uint64_t), OUT(uint64_t)),
    {NULL, NULL, DW_OK, {{NONE, 0, 0, NULL, 0}}},
};
