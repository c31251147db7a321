/* Keys, zones, day codes and renewal codes. */
#include <string.h>

#include "runner.h"

#define DAY 86400u
/* The last instant that the library reckons with: the end of the year 9999. */
#define LAST_INSTANT 253402300799u

static dw_result keys(struct test *test)
{
    struct dw_key root, box_key, day_root, key;
    struct dw_id id;
    uint8_t characters[64];
    uint32_t generation = number32(test, "generation");
    uint32_t epoch = number32(test, "epoch");
    uint32_t day = number32(test, "day");
    TRY(read_key(test, "root", &root));
    TRY(read_id(test, "lockbox", &id));
    size_t length = text(test, "lockbox", characters, sizeof characters);
    expect(test, length == id.length && memcmp(characters, id.text, length) == 0, "lockbox");
    TRY(dw_key_lockbox(&root, &id, generation, &box_key));
    same_hex(test, "box_key", box_key.bytes, sizeof box_key.bytes);
    TRY(dw_key_day_root(&box_key, epoch, &day_root));
    same_hex(test, "day_root", day_root.bytes, sizeof day_root.bytes);
    TRY(dw_key_day(&day_root, day, &key));
    same_hex(test, "day_key", key.bytes, sizeof key.bytes);
    TRY(dw_key_flex(&box_key, epoch, &key));
    same_hex(test, "flex", key.bytes, sizeof key.bytes);
    TRY(dw_key_grant(&box_key, epoch, &key));
    same_hex(test, "grant", key.bytes, sizeof key.bytes);
    TRY(dw_key_service(&box_key, &key));
    same_hex(test, "service", key.bytes, sizeof key.bytes);
    TRY(dw_key_bulletin(&box_key, &key));
    same_hex(test, "bulletin", key.bytes, sizeof key.bytes);
    TRY(dw_key_challenge(&box_key, &key));
    same_hex(test, "challenge", key.bytes, sizeof key.bytes);
    TRY(dw_key_first_audit(&root, &id, generation, &key));
    same_hex(test, "audit_0", key.bytes, sizeof key.bytes);
    TRY(dw_key_credential(&root, &id, &key));
    same_hex(test, "credential", key.bytes, sizeof key.bytes);
    return DW_OK;
}

static const struct reason KEYS[] = {
    {"BadInput", {NO_ROOM, DW_ERROR_ID_LENGTH, DW_ERROR_ID_CHARACTER}},
    {NULL, {DW_OK}},
};

static dw_result zone(struct test *test)
{
    struct dw_zone zone;
    int16_t offset;
    uint32_t day;
    uint64_t start, end;
    fixed(test, "zone", zone.bytes, sizeof zone.bytes);
    /* A zone that has to be refused is not asked about any instant. */
    uint64_t instant = has(test, "instant") ? number(test, "instant") : 0;
    TRY(dw_zone_offset_at(&zone, instant, &offset));
    same_signed(test, "offset_minutes", offset);
    TRY(dw_zone_day_at(&zone, instant, &day));
    same_number(test, "day", day);
    TRY(dw_zone_day_bounds(&zone, day, &start, &end));
    /* Where a clock shows midnight twice, a date has instants before its start. */
    expect(test, instant < end && start < end, "an instant lies before the end of its date");
    return DW_OK;
}

static const struct reason ZONES[] = {
    {"BadMonth", {DW_ERROR_ZONE_RULE}},
    {"BadWeek", {DW_ERROR_ZONE_RULE}},
    {"BadWeekday", {DW_ERROR_ZONE_RULE}},
    {"BadMinutes", {DW_ERROR_ZONE_RULE}},
    {"BadLength", {NO_ROOM}},
    {"BadOffset", {DW_ERROR_ZONE_OFFSET}},
    {"HalfZero", {DW_ERROR_ZONE_HALF}},
    {"BadOrder", {DW_ERROR_ZONE_ORDER}},
    {NULL, {DW_OK}},
};

/* The keys of the day that a test issues codes for. */
static dw_result day_keys(struct test *test, struct dw_key *day_root, struct dw_key *day_key)
{
    struct dw_key box_key;
    TRY(read_key(test, "box_key", &box_key));
    TRY(dw_key_day_root(&box_key, number32(test, "epoch"), day_root));
    return dw_key_day(day_root, number32(test, "day"), day_key);
}

/* What a box in UTC reads at noon of the day: that day, and a slot of the same code. */
static dw_result read_at_noon(struct test *test, const struct dw_key *day_root,
                              const struct dw_key *day_key, const struct dw_code *code,
                              uint8_t slot)
{
    uint8_t digits = number8(test, "digits");
    uint64_t noon = number(test, "day") * DAY + DAY / 2;
    struct dw_zone utc;
    struct dw_code again;
    uint32_t date;
    uint8_t lower;
    if (noon > LAST_INSTANT) {
        return DW_OK;
    }
    TRY(dw_zone_fixed(0, &utc));
    TRY(dw_day_read(day_root, digits, &utc, noon, 0, code, &date, &lower));
    same_number(test, "day", date);
    expect(test, lower <= slot, "a slot that is not higher");
    TRY(dw_day_code(day_key, digits, lower, &again));
    same_text(test, "code", again.text, again.digits);
    return DW_OK;
}

static dw_result day_code(struct test *test)
{
    struct dw_key day_root, day_key;
    struct dw_code code;
    uint8_t slot = number8(test, "slot");
    TRY(day_keys(test, &day_root, &day_key));
    TRY(dw_day_code(&day_key, number8(test, "digits"), slot, &code));
    same_text(test, "code", code.text, code.digits);
    return read_at_noon(test, &day_root, &day_key, &code, slot);
}

static const struct reason DAY_CODE[] = {
    {"BadInput", {DW_ERROR_DIGITS, DW_ERROR_SLOT}},
    {NULL, {DW_OK}},
};

static dw_result day_code_issue(struct test *test)
{
    struct dw_key day_root, day_key;
    struct dw_code code;
    uint8_t is_holder = (uint8_t)is(test, "half", "holder");
    uint8_t slot;
    uint16_t taken = 0;
    uint64_t used;
    for (size_t index = 0; item_number(test, "taken", index, &used); index++) {
        taken = (uint16_t)(taken | 1u << used % 16);
    }
    TRY(day_keys(test, &day_root, &day_key));
    TRY(dw_day_issue(&day_key, number8(test, "digits"), taken, is_holder, &slot, &code));
    same_number(test, "slot", slot);
    same_text(test, "code", code.text, code.digits);
    return read_at_noon(test, &day_root, &day_key, &code, slot);
}

static const struct reason DAY_ISSUE[] = {
    {"NoneLeft", {DW_ERROR_NO_SLOT_LEFT}},
    {NULL, {DW_OK}},
};

/* By the day root key, and as a box does, which knows a code's family by its length. */
static dw_result read_day(struct test *test, const struct dw_zone *zone, uint8_t digits)
{
    struct dw_key box_key, day_root, day_key;
    struct dw_code code, again;
    struct dw_reading reading;
    struct dw_code_profile profile = {.day_digits = digits, .flex_digits = 10};
    uint64_t instant = number(test, "instant");
    uint32_t tolerance = number32(test, "tolerance");
    uint32_t epoch = number32(test, "epoch");
    uint32_t date;
    uint8_t slot;
    TRY(read_key(test, "box_key", &box_key));
    TRY(read_code(test, "code", &code));
    TRY(dw_key_day_root(&box_key, epoch, &day_root));
    dw_result read = dw_day_read(&day_root, digits, zone, instant, tolerance, &code, &date, &slot);
    dw_result at_keypad = dw_code_read(&box_key, epoch, &profile, zone, instant, tolerance,
                                       DW_OPERATION_KEY_COMPARTMENT, &code, &reading);
    if (read != DW_OK) {
        int is_day = at_keypad == DW_OK && reading.family == DW_FAMILY_DAY;
        expect(test, !is_day, "a box reads what its day root key does not");
        return read;
    }
    same_number(test, "day", date);
    same_number(test, "slot", slot);
    TRY(at_keypad);
    expect(test,
           reading.family == DW_FAMILY_DAY && reading.day == date && reading.slot == slot
               && reading.epoch == epoch,
           "a box reads the same");
    expect(test,
           dw_code_read(&box_key, epoch, &profile, zone, instant, tolerance, DW_OPERATION_SHACKLE,
                        &code, &reading)
               == DW_NOT_ACCEPTED,
           "a day code is not for the shackle");
    TRY(dw_key_day(&day_root, date, &day_key));
    TRY(dw_day_code(&day_key, digits, slot, &again));
    same_text(test, "code", again.text, again.digits);
    return DW_OK;
}

static dw_result day_code_reading(struct test *test)
{
    struct dw_zone zone;
    TRY(dw_zone_fixed(signed16(test, "offset_minutes"), &zone));
    return read_day(test, &zone, 7);
}

static dw_result day_code_zone_reading(struct test *test)
{
    struct dw_zone zone;
    fixed(test, "zone", zone.bytes, sizeof zone.bytes);
    return read_day(test, &zone, number8(test, "digits"));
}

static const struct reason DAY_READINGS[] = {
    {"Malformed", {DW_ERROR_CODE_LENGTH, DW_ERROR_CODE_CHARACTER, DW_NOT_ACCEPTED}},
    {"WrongDay", {DW_NOT_ACCEPTED}},
    {"WrongEpoch", {DW_NOT_ACCEPTED}},
    {"WrongCode", {DW_NOT_ACCEPTED}},
    {NULL, {DW_OK}},
};

static dw_result renewal_code(struct test *test)
{
    struct dw_key root, key;
    struct dw_id credential;
    struct dw_code code, again;
    uint32_t day = number32(test, "day");
    uint8_t n = number8(test, "n");
    uint8_t lower;
    TRY(read_key(test, "root", &root));
    TRY(read_id(test, "credential", &credential));
    TRY(dw_key_credential(&root, &credential, &key));
    TRY(dw_renewal_code(&key, day, n, &code));
    same_text(test, "code", code.text, code.digits);
    TRY(dw_renewal_read(&key, day, &code, &lower));
    expect(test, lower <= n, "a number that is not higher");
    TRY(dw_renewal_code(&key, day, lower, &again));
    same_text(test, "code", again.text, again.digits);
    return DW_OK;
}

static const struct reason RENEWALS[] = {
    {"BadInput", {NO_ROOM, DW_ERROR_ID_LENGTH, DW_ERROR_ID_CHARACTER}},
    {"OutOfRange", {DW_ERROR_RENEWAL_NUMBER}},
    {NULL, {DW_OK}},
};

const struct algorithm DAY_CODES[] = {
    {"keys", keys, KEYS},
    {"zone", zone, ZONES},
    {"day-code", day_code, DAY_CODE},
    {"day-code-issue", day_code_issue, DAY_ISSUE},
    {"day-code-reading", day_code_reading, DAY_READINGS},
    {"day-code-zone-reading", day_code_zone_reading, DAY_READINGS},
    {"renewal-code", renewal_code, RENEWALS},
    {NULL, NULL, NULL},
};
