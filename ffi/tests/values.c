/* Good arguments, made by the library itself. */
#include "values.h"

#include <string.h>

struct dw_store store;
uint32_t store_answer;
void (*while_saving)(void);

const uint8_t ID_TEXT[12] = "LB-00012345";
struct dw_key root, box_key, day_root, day_key, flex_key, grant_key, service_key;
struct dw_key bulletin_key, challenge_key, first_audit, credential_key, tag;
struct dw_id id;
struct dw_code day_code, flex_code, service_code, renewal_code;
struct dw_flex_terms terms;
struct dw_code_profile codes;
struct dw_question question;
struct dw_guess_parameters guess;
struct dw_zone zone;
struct dw_zone_change start, end;
struct dw_grant_body body;
struct dw_grant grant;
struct dw_caveat caveat;
struct dw_nonce nonce, challenge;
struct dw_presentation presentation;
uint8_t acknowledgement[DW_KEY_LEN];
struct dw_bulletin bulletin;
struct dw_bulletin_message message;
struct dw_revoked revoked[3];
struct dw_limits limits;
struct dw_limits_bytes limits_bytes;
struct dw_profile profile;
struct dw_entry entry;
struct dw_row row, rows[DW_RING_MIN_ROWS];
struct dw_head head;
struct dw_status_line line;
struct dw_flash flash;
struct dw_snapshot snapshot;
struct dw_market_rules rules;
struct dw_market_listing listing;
struct dw_market_row market_rows[2];
struct dw_market_history history;
struct dw_lead_facts lead_facts;
struct dw_property_record property_record;
struct dw_property_keys property_keys;
struct dw_key_state key_state;
struct dw_gate_parameters gate_parameters;
struct dw_gate_change gate_change;
struct dw_gate_grant gate_grant;
struct dw_gate_code gate_code;
struct dw_name name;
struct dw_appointment_rules appointment_rules;
struct dw_window blocked = {NOW + 90000, NOW + 93600};
struct dw_appointment appointment;
struct dw_appointment_other other;
struct dw_appointment_event event;
struct dw_appointment_record record;
struct dw_issuance_settings settings;
struct dw_issuance_request request;
struct dw_issuance_facts facts;
struct dw_issuance_ledger ledger;
struct dw_issuance_day_row day_row;
struct dw_issuance_flex_row flex_row;
struct dw_renewal_parameters renewal_parameters;
struct dw_renewal_request renewal_request;
uint32_t phone_days[2] = {DATE - 20, DATE - 1};

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

const struct state BOX = {make_box, erase_box};
const struct state LOG = {make_log, erase_log};
const struct state JOURNAL = {make_journal, NULL};

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

static void make_history(void)
{
    static const uint8_t KEY[] = "L1";
    CHECK(dw_market_rules_generic(&rules) == DW_OK);
    listing.key.text = KEY;
    listing.key.length = 2;
    listing.listing_contract_date = DW_DATE_MISSING;
    listing.original_entry_date = DW_DATE_MISSING;
    listing.expiration_date = DW_DATE_MISSING;
    market_rows[0].date = DATE - 50;
    CHECK(dw_market_status((const uint8_t *)"Active", 6, &market_rows[0].status) == DW_OK);
    market_rows[1].date = DATE;
    CHECK(dw_market_status((const uint8_t *)"Canceled", 8, &market_rows[1].status) == DW_OK);
    history.listings = &listing;
    history.listing_count = 1;
    history.rows = market_rows;
    history.row_count = 2;
    history.target = listing.key;
    history.as_of = DATE;
    lead_facts.protected_until = DW_DATE_MISSING;
    property_record.listing = listing.key;
    property_record.parcel_number.text = (const uint8_t *)"R-12345";
    property_record.parcel_number.length = 7;
    CHECK(dw_market_keys(&property_record, &property_keys) == DW_OK);
}

static void make_gate(void)
{
    CHECK(dw_policy_gate_default(&gate_parameters) == DW_OK);
    CHECK(dw_name_make((const uint8_t *)"L-1", 3, &gate_change.listing) == DW_OK);
    gate_change.now = NOW;
    gate_change.lockbox = id;
    CHECK(dw_policy_status((const uint8_t *)"Active", 6, &gate_change.from) == DW_OK);
    CHECK(dw_policy_status((const uint8_t *)"Pending", 7, &gate_change.to) == DW_OK);
    gate_grant.id = gate_change.listing;
    gate_grant.not_before = NOW;
    gate_grant.not_after = NOW + 3600;
    gate_grant.class_number = 1;
    gate_code.id = gate_change.listing;
    gate_code.start = NOW;
    gate_code.end = NOW + 3600;
    gate_code.class_number = 1;
    gate_code.method = 1;
    gate_code.validity = 1;
}

static void make_appointment(void)
{
    CHECK(dw_appointment_rules_default(&zone, &appointment_rules) == DW_OK);
    CHECK(dw_name_make((const uint8_t *)"P-1", 3, &name) == DW_OK);
    appointment.id = name;
    appointment.listing = name;
    appointment.holder = name;
    appointment.lockbox = id;
    appointment.start = NOW;
    appointment.end = NOW + 3600;
    appointment.sequence = 2;
    appointment.state = DW_APPOINTMENT_APPROVED;
    CHECK(dw_name_make((const uint8_t *)"P-2", 3, &other.id) == DW_OK);
    other.start = NOW + 7200;
    other.end = NOW + 10800;
    other.state = DW_APPOINTMENT_APPROVED;
    CHECK(dw_name_make((const uint8_t *)"P-3", 3, &event.id) == DW_OK);
    event.now = NOW;
    event.start = NOW + 10800;
    event.end = NOW + 12600;
    event.event = DW_EVENT_RESCHEDULE;
    event.actor = 2;
    record.appointment = name;
    record.listing = name;
    record.holder = name;
    record.lockbox = id;
    record.start = NOW;
    record.end = NOW + 3600;
    record.at = NOW;
    record.sequence = 2;
    record.state = DW_APPOINTMENT_APPROVED;
}

/* A member asks for a day code; one of that day was issued before. */
static void make_request(void)
{
    CHECK(dw_issuance_settings_default(&name, &settings) == DW_OK);
    request.now = NOW;
    request.day = DATE + 1;
    request.operations = DW_GRANT_KEY_COMPARTMENT;
    request.issuer_kind = 1;
    request.pin_verified = 1;
    request.recipient_kind = 1;
    request.member_active = 1;
    request.licence_verified = 1;
    request.method = 3;
    request.half = 1;
    request.issuer = name;
    request.recipient = name;
    CHECK(dw_typed_make((const uint8_t *)"Ana", 3, &request.recipient_name) == DW_OK);
    facts.lockbox = id;
    facts.zone = zone;
    facts.epoch = EPOCH;
    facts.status = 3;
    facts.access = 1;
    facts.listing = name;
    ledger.lockbox = id;
    ledger.epoch = EPOCH;
    day_row.day = DATE;
    day_row.recipient = name;
    flex_row.start_slot = NOW / 1800;
    flex_row.duration = 4;
    flex_row.recipient = name;
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
    CHECK(dw_question_default(NOW, EPOCH, &question) == DW_OK);
    CHECK(dw_guess_default(&guess) == DW_OK);
    make_issued();
    make_history();
    make_gate();
    make_appointment();
    make_request();
    make_firmware();
    CHECK(dw_policy_key_first(&zone, NOW, &key_state) == DW_OK);
    CHECK(dw_policy_renewal_default(&renewal_parameters) == DW_OK);
    renewal_request.now = NOW;
    renewal_request.expires = NOW;
    renewal_request.method = DW_RENEWAL_PHONE;
    renewal_request.member_active = 1;
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
