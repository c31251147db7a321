/* The numeral cipher, FlexCodes and service codes. */
#include <string.h>

#include "runner.h"

#define HALF_HOUR 1800u
/* The last instant that the library reckons with: the end of the year 9999. */
#define LAST_INSTANT 253402300799u

static dw_result flex_key(struct test *test, struct dw_key *key)
{
    struct dw_key box_key;
    TRY(read_key(test, "box_key", &box_key));
    return dw_key_flex(&box_key, number32(test, "epoch"), key);
}

/* A clock that is never off reads the code at the window's first instant: there no other
 * meaning can win. */
static dw_result read_at_start(struct test *test, const struct dw_key *key,
                               const struct dw_flex_terms *terms, const struct dw_code *code)
{
    struct dw_flex_terms read;
    if (terms->start > LAST_INSTANT) {
        return DW_OK;
    }
    TRY(dw_flex_read(key, code->digits, terms->start, 0, terms->operation, code, &read));
    expect(test, memcmp(&read, terms, sizeof read) == 0, "the terms read at the start");
    return DW_OK;
}

static dw_result flex_code(struct test *test)
{
    struct dw_key key;
    struct dw_flex_terms terms;
    struct dw_code code;
    TRY(flex_key(test, &key));
    read_terms(test, &terms);
    TRY(dw_flex_code(&key, number8(test, "digits"), &terms, &code));
    same_text(test, "code", code.text, code.digits);
    return read_at_start(test, &key, &terms, &code);
}

static const struct reason FLEX_CODE[] = {
    {"BadInput", {DW_ERROR_DIGITS}},
    {"OutOfRange", {DW_ERROR_WINDOW_LENGTH, DW_ERROR_COPY, DW_ERROR_VALUE, NO_ROOM}},
    {NULL, {DW_OK}},
};

static dw_result flex_code_issue(struct test *test)
{
    struct dw_key key;
    struct dw_flex_terms terms, issued;
    struct dw_code code, again;
    uint8_t digits = number8(test, "digits");
    uint8_t taken = 0;
    uint64_t used;
    memset(&terms, 0, sizeof terms);
    terms.start = (uint64_t)number32(test, "start_slot") * HALF_HOUR;
    terms.seconds = number32(test, "length");
    terms.operation = number8(test, "op");
    terms.code_use = number8(test, "use");
    for (size_t index = 0; item_number(test, "taken", index, &used); index++) {
        taken = (uint8_t)(taken | 1u << used % 8);
    }
    TRY(flex_key(test, &key));
    TRY(dw_flex_issue(&key, digits, &terms, taken, &issued, &code));
    same_number(test, "duration", seconds_duration(issued.seconds));
    same_number(test, "copy", issued.copy);
    same_text(test, "code", code.text, code.digits);
    TRY(dw_flex_code(&key, digits, &issued, &again));
    same_text(test, "code", again.text, again.digits);
    return read_at_start(test, &key, &issued, &code);
}

static const struct reason FLEX_ISSUE[] = {
    {"OutOfRange", {DW_ERROR_WINDOW_LENGTH, DW_ERROR_VALUE, NO_ROOM}},
    {"NoneLeft", {DW_ERROR_NO_COPY_LEFT}},
    {NULL, {DW_OK}},
};

/* By the FlexCode key, and as a box does, which knows a code's family by its length. */
static dw_result flex_code_reading(struct test *test)
{
    struct dw_key box_key, key;
    struct dw_code code, again;
    struct dw_flex_terms terms;
    struct dw_reading reading;
    struct dw_zone utc;
    struct dw_code_profile profile = {.day_digits = 7, .flex_digits = number8(test, "digits")};
    uint64_t instant = number(test, "instant");
    uint32_t tolerance = number32(test, "tolerance");
    uint32_t epoch = number32(test, "epoch");
    uint8_t chosen = number8(test, "op_chosen");
    TRY(read_key(test, "box_key", &box_key));
    TRY(read_code(test, "code", &code));
    TRY(dw_key_flex(&box_key, epoch, &key));
    TRY(dw_zone_fixed(0, &utc));
    dw_result read
        = dw_flex_read(&key, profile.flex_digits, instant, tolerance, chosen, &code, &terms);
    dw_result at_keypad = dw_code_read(&box_key, epoch, &profile, &utc, instant, tolerance, chosen,
                                       &code, &reading);
    if (read != DW_OK) {
        int is_flex = at_keypad == DW_OK && reading.family == DW_FAMILY_FLEX;
        expect(test, !is_flex, "a box reads what its FlexCode key does not");
        return read;
    }
    same_number(test, "start_slot", terms.start / HALF_HOUR);
    same_number(test, "duration", seconds_duration(terms.seconds));
    same_number(test, "copy", terms.copy);
    same_number(test, "op", terms.operation);
    same_number(test, "use", terms.code_use);
    TRY(at_keypad);
    expect(test,
           reading.family == DW_FAMILY_FLEX && reading.epoch == epoch
               && memcmp(&reading.terms, &terms, sizeof terms) == 0,
           "a box reads the same");
    TRY(dw_flex_code(&key, profile.flex_digits, &terms, &again));
    same_text(test, "code", again.text, again.digits);
    return DW_OK;
}

static const struct reason FLEX_READING[] = {
    {"Malformed", {DW_ERROR_CODE_LENGTH, DW_ERROR_CODE_CHARACTER, DW_NOT_ACCEPTED}},
    {"NotNow", {DW_NOT_ACCEPTED}},
    {"NoPayload", {DW_NOT_ACCEPTED}},
    {NULL, {DW_OK}},
};

static dw_result service_key(struct test *test, struct dw_key *key)
{
    struct dw_key box_key;
    TRY(read_key(test, "box_key", &box_key));
    return dw_key_service(&box_key, key);
}

static dw_result issue_service(struct test *test, const struct dw_key *key, struct dw_code *code)
{
    struct dw_flex_terms terms;
    if (is(test, "command", "cancel_flex")) {
        read_terms(test, &terms);
        return dw_service_cancel_flex(key, &terms, number32(test, "epoch"), code);
    }
    if (is(test, "command", "cancel_day")) {
        return dw_service_cancel_day(key, number32(test, "day"), number8(test, "slot"),
                                     number32(test, "epoch"), code);
    }
    if (is(test, "command", "set_clock")) {
        return dw_service_set_clock(key, number(test, "instant"), code);
    }
    expect(test, is(test, "command", "raise_epoch"), "command");
    return dw_service_raise_epoch(key, number32(test, "epoch"), code);
}

/* Issues again what a box was told. */
static dw_result issue_told(const struct dw_key *key, const struct dw_service_command *command,
                            struct dw_code *code)
{
    switch (command->command) {
    case DW_COMMAND_CANCEL_FLEX:
        return dw_service_cancel_flex(key, &command->terms, command->epoch_mod_16, code);
    case DW_COMMAND_CANCEL_DAY:
        return dw_service_cancel_day(key, command->day, command->slot, command->epoch_mod_16,
                                     code);
    case DW_COMMAND_SET_CLOCK:
        return dw_service_set_clock(key, command->instant, code);
    default:
        return dw_service_raise_epoch(key, command->new_epoch, code);
    }
}

static dw_result service_code(struct test *test)
{
    struct dw_key key;
    struct dw_code code, again;
    struct dw_service_command told;
    TRY(service_key(test, &key));
    TRY(issue_service(test, &key, &code));
    same_text(test, "code", code.text, code.digits);
    TRY(dw_service_read(&key, &code, &told));
    TRY(issue_told(&key, &told, &again));
    same_text(test, "code", again.text, again.digits);
    return DW_OK;
}

static const struct reason SERVICE[] = {
    {"OutOfRange",
     {DW_ERROR_SERVICE_FIELD, DW_ERROR_WINDOW_LENGTH, DW_ERROR_COPY, DW_ERROR_SLOT,
      DW_ERROR_VALUE}},
    {NULL, {DW_OK}},
};

static dw_result service_code_reading(struct test *test)
{
    struct dw_key key;
    struct dw_code code, again;
    struct dw_service_command command;
    TRY(service_key(test, &key));
    TRY(read_code(test, "code", &code));
    TRY(dw_service_read(&key, &code, &command));
    same_command(test, "", &command);
    TRY(issue_told(&key, &command, &again));
    same_text(test, "code", again.text, again.digits);
    return DW_OK;
}

static const struct reason SERVICE_READING[] = {
    {"Malformed", {DW_ERROR_CODE_LENGTH, DW_ERROR_CODE_CHARACTER, DW_NOT_ACCEPTED}},
    {"NoCommand", {DW_NOT_ACCEPTED}},
    {NULL, {DW_OK}},
};

/* A number of so many digits, zeros in front, as text. */
static void same_digits(struct test *test, const char *name, uint64_t value, uint8_t digits)
{
    uint8_t text[DW_CODE_MAX_DIGITS];
    for (uint8_t place = digits; place > 0; value /= 10) {
        text[--place] = (uint8_t)('0' + value % 10);
    }
    expect(test, value == 0, name);
    same_text(test, name, text, digits);
}

static dw_result numeral_cipher(struct test *test)
{
    struct dw_key key;
    struct dw_code typed;
    uint64_t plain = 0;
    uint64_t cipher, again;
    uint64_t tweak = number(test, "tweak");
    uint8_t digits = number8(test, "digits");
    TRY(read_key(test, "key", &key));
    TRY(read_code(test, "plain", &typed));
    if (typed.digits != digits) {
        return DW_ERROR_CODE_LENGTH;
    }
    for (uint8_t place = 0; place < digits; place++) {
        plain = plain * 10 + (uint64_t)(typed.text[place] - '0');
    }
    TRY(dw_numeral_encipher(&key, digits, tweak, plain, &cipher));
    same_digits(test, "cipher", cipher, digits);
    TRY(dw_numeral_decipher(&key, digits, tweak, cipher, &again));
    same_digits(test, "plain", again, digits);
    return DW_OK;
}

static const struct reason NUMERAL[] = {
    {"Malformed", {DW_ERROR_CODE_LENGTH, DW_ERROR_CODE_CHARACTER}},
    {"BadInput", {DW_ERROR_NUMERAL_RANGE, DW_ERROR_CODE_LENGTH, NO_ROOM}},
    {NULL, {DW_OK}},
};

const struct algorithm FLEX_CODES[] = {
    {"numeral-cipher", numeral_cipher, NUMERAL},
    {"flex-code", flex_code, FLEX_CODE},
    {"flex-code-issue", flex_code_issue, FLEX_ISSUE},
    {"flex-code-reading", flex_code_reading, FLEX_READING},
    {"service-code", service_code, SERVICE},
    {"service-code-reading", service_code_reading, SERVICE_READING},
    {NULL, NULL, NULL},
};
