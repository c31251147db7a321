/* Members that several algorithms have. */
#include <string.h>

#include "runner.h"

#define HALF_HOUR 1800u
#define DAY 86400u
/* Durations to this number are half hours; above it, less the next, days. */
#define LAST_HALF_HOURS 96u
#define DAYS_OFFSET 94u

union scratch scratch;

uint8_t by_name(struct test *test, const char *name, const char *const *names, uint8_t otherwise)
{
    if (!has(test, name)) {
        return otherwise;
    }
    for (uint8_t number = 0; names[number] != NULL; number++) {
        if (is(test, name, names[number])) {
            return number;
        }
    }
    return 255;
}

uint32_t bits_of(struct test *test, const char *name, const char *const *names)
{
    uint32_t bits = 0;
    size_t known = 0;
    size_t count = 0;
    for (unsigned number = 0; names[number] != NULL; number++) {
        if (includes(test, name, names[number])) {
            bits |= 1u << number;
            known++;
        }
    }
    while (item_is_there(test, name, count)) {
        count++;
    }
    return known == count ? bits : bits | 1u << 31;
}

dw_result read_id(struct test *test, const char *name, struct dw_id *id)
{
    uint8_t bytes[64];
    size_t length = text(test, name, bytes, sizeof bytes);
    return dw_id_make(bytes, length, id);
}

dw_result read_name(struct test *test, const char *name, struct dw_name *found)
{
    uint8_t bytes[300];
    size_t length = text(test, name, bytes, sizeof bytes);
    return dw_name_make(bytes, length, found);
}

uint8_t read_flag(struct test *test, const char *name)
{
    static const char *const FLAGS[] = {"false", "true", NULL};
    return by_name(test, name, FLAGS, 255);
}

void same_reasons(struct test *test, const char *const (*reasons)[2], uint32_t bits, size_t count)
{
    for (uint32_t number = 0; reasons[number][0] != NULL; number++) {
        if ((bits >> number & 1) == 0) {
            continue;
        }
        expect(test, count > 0, "reasons");
        if (count-- > 0 && next_item(test, "reasons")) {
            same_word(test, "reason", reasons[number][0]);
            same_word(test, "needs", reasons[number][1]);
        }
    }
    expect(test, count == 0, "reasons");
}

/* A key of another length than 32 bytes cannot be handed to the library. */
dw_result read_key(struct test *test, const char *name, struct dw_key *key)
{
    uint8_t bytes[64];
    size_t length = hex(test, name, bytes, sizeof bytes);
    if (length != sizeof key->bytes) {
        return NO_ROOM;
    }
    memcpy(key->bytes, bytes, sizeof key->bytes);
    return DW_OK;
}

dw_result read_code(struct test *test, const char *name, struct dw_code *code)
{
    uint8_t bytes[64];
    size_t length = text(test, name, bytes, sizeof bytes);
    return dw_code_parse(bytes, length, code);
}

uint32_t duration_seconds(uint8_t duration)
{
    return duration <= LAST_HALF_HOURS ? duration * HALF_HOUR : (duration - DAYS_OFFSET) * DAY;
}

uint8_t seconds_duration(uint32_t seconds)
{
    uint32_t half_hours = seconds / HALF_HOUR;
    return (uint8_t)(half_hours <= LAST_HALF_HOURS ? half_hours : seconds / DAY + DAYS_OFFSET);
}

void read_terms(struct test *test, struct dw_flex_terms *terms)
{
    memset(terms, 0, sizeof *terms);
    terms->start = (uint64_t)number32(test, "start_slot") * HALF_HOUR;
    terms->seconds = duration_seconds(number8(test, "duration"));
    terms->copy = number8(test, "copy");
    terms->operation = number8(test, "op");
    terms->code_use = number8(test, "use");
}

const char *member_name(char *place, const char *prefix, const char *name)
{
    size_t length = strlen(prefix);
    memcpy(place, prefix, length);
    strcpy(place + length, name);
    return place;
}

#define NAME(name) member_name(place, prefix, name)

void same_command(struct test *test, const char *prefix, const struct dw_service_command *command)
{
    char place[MEMBER_SIZE];
    switch (command->command) {
    case DW_COMMAND_CANCEL_FLEX:
        same_word(test, NAME("command"), "cancel_flex");
        same_number(test, NAME("start_slot"), command->terms.start / HALF_HOUR);
        same_number(test, NAME("duration"), seconds_duration(command->terms.seconds));
        same_number(test, NAME("copy"), command->terms.copy);
        same_number(test, NAME("op"), command->terms.operation);
        same_number(test, NAME("use"), command->terms.code_use);
        same_number(test, NAME("epoch_mod_16"), command->epoch_mod_16);
        break;
    case DW_COMMAND_CANCEL_DAY:
        same_word(test, NAME("command"), "cancel_day");
        same_number(test, NAME("day"), command->day);
        same_number(test, NAME("slot"), command->slot);
        same_number(test, NAME("epoch_mod_16"), command->epoch_mod_16);
        break;
    case DW_COMMAND_SET_CLOCK:
        same_word(test, NAME("command"), "set_clock");
        same_number(test, NAME("instant"), command->instant);
        break;
    default:
        same_word(test, NAME("command"), "raise_epoch");
        same_number(test, NAME("epoch"), command->new_epoch);
    }
}
