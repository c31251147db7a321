/* Property keys: which listings are of one property. */
#include <string.h>

#include "market.h"

#define RECORDS_MAX 8

static const char *const CLASSES[] = {"sale", "lease", NULL};
static const char *const KNOWN_BY[] = {"parcel_then_address", "parcel", "address", NULL};
static const char *const DOUBTS[] = {
    "placeholder_parcel", "no_key", "address_two_parcels", NULL,
};

/* The records, and what is expected of them, which stands before. */
static struct {
    struct dw_property_record records[RECORDS_MAX];
    struct dw_property_keys keys[RECORDS_MAX];
    struct dw_property_keys expected[RECORDS_MAX];
    struct dw_property properties[RECORDS_MAX];
    struct dw_text listings[RECORDS_MAX];
    struct dw_text names[RECORDS_MAX];
    uint32_t doubts[RECORDS_MAX];
    uint8_t has_unit[RECORDS_MAX];
    uint64_t work[RECORDS_MAX * DW_PROPERTY_WORDS];
} at;

/* A part of a key, by its place in the list of parts; its length. */
static uint8_t read_part(struct test *test, const char *name, size_t index, uint8_t *bytes)
{
    return (uint8_t)item_text(test, name, index, bytes, DW_KEY_TEXT_MAX_LEN);
}

/* The last part of a key is its class. */
static void same_class(struct test *test, const char *name, size_t index,
                       const struct dw_property_keys *keys)
{
    uint8_t bytes[DW_KEY_TEXT_MAX_LEN];
    size_t length = read_part(test, name, index, bytes);
    const char *class_name = CLASSES[keys->class_number];
    expect(test, length == strlen(class_name) && memcmp(bytes, class_name, length) == 0, name);
    same_count(test, name, index + 1);
}

static int is_lease(struct test *test, const char *name)
{
    return has(test, name) && includes(test, name, "lease");
}

/* What the keys of a listing are expected to be; its class is known from its record. */
static void read_keys(struct test *test, struct dw_property_keys *keys, uint8_t *has_unit)
{
    memset(keys, 0, sizeof *keys);
    keys->class_number = is_lease(test, "keys.universal") || is_lease(test, "keys.parcel")
                         || is_lease(test, "keys.address");
    *has_unit = 0;
    if (has(test, "keys.universal")) {
        keys->universal_length = read_part(test, "keys.universal", 0, keys->universal);
        same_class(test, "keys.universal", 1, keys);
    }
    if (has(test, "keys.parcel")) {
        keys->state_length = read_part(test, "keys.parcel", 0, keys->state);
        keys->county_length = read_part(test, "keys.parcel", 1, keys->county);
        keys->parcel_length = read_part(test, "keys.parcel", 2, keys->parcel);
        keys->unit_length = read_part(test, "keys.parcel", 3, keys->unit);
        same_class(test, "keys.parcel", 4, keys);
        *has_unit = 1;
    }
    if (has(test, "keys.address")) {
        keys->address_length = (uint16_t)item_text(test, "keys.address", 0, keys->address,
                                                   sizeof keys->address);
        keys->unit_length = read_part(test, "keys.address", 1, keys->unit);
        keys->postal_code_length = read_part(test, "keys.address", 2, keys->postal_code);
        same_class(test, "keys.address", 3, keys);
        *has_unit = 1;
    }
}

static void read_record(struct test *test, struct dw_property_record *record)
{
    memset(record, 0, sizeof *record);
    record->listing = market_keep(test, "listing");
    record->universal_parcel_id = market_keep(test, "universal_parcel_id");
    record->state = market_keep(test, "state");
    record->county = market_keep(test, "county");
    record->parcel_number = market_keep(test, "parcel_number");
    record->address = market_keep(test, "address");
    record->unit = market_keep(test, "unit");
    record->postal_code = market_keep(test, "postal_code");
    record->class_number = by_name(test, "class", CLASSES, 255);
}

static int same_text_of(const struct dw_text *a, const struct dw_text *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static void compare(struct test *test, size_t count)
{
    for (size_t index = 0; index < count && !failed(test); index++) {
        const struct dw_property *found = &at.properties[index];
        struct dw_property_keys *keys = &at.keys[index];
        struct dw_property_keys *expected = &at.expected[index];
        expect(test, same_text_of(&at.records[index].listing, &at.listings[index]), "listing");
        expect(test,
               found->least < count
                   && same_text_of(&at.records[found->least].listing, &at.names[index]),
               "property");
        expect(test, found->doubts == at.doubts[index], "doubts");
        expect(test, keys->has_placeholder == (at.doubts[index] & 1), "a placeholder");
        /* What the lines do not say where no key is accepted. */
        expected->has_placeholder = keys->has_placeholder;
        if (!at.has_unit[index]) {
            expected->unit_length = keys->unit_length;
            memcpy(expected->unit, keys->unit, sizeof keys->unit);
            if (expected->universal_length == 0) {
                expected->class_number = keys->class_number;
            }
        }
        expect(test, memcmp(keys, expected, sizeof *keys) == 0, "keys");
    }
}

static dw_result market_keys(struct test *test)
{
    uint8_t known_by = by_name(test, "property_key", KNOWN_BY, 255);
    size_t count = list_length(test, "records");
    size_t expected = has(test, "properties") ? list_length(test, "properties") : 0;
    market_memory.used = 0;
    expect(test, count <= RECORDS_MAX && expected <= RECORDS_MAX, "room for the records");
    for (size_t index = 0; index < expected && !failed(test) && next_item(test, "properties");
         index++) {
        at.listings[index] = market_keep(test, "listing");
        at.names[index] = market_keep(test, "property");
        at.doubts[index] = bits_of(test, "doubts", DOUBTS);
        read_keys(test, &at.expected[index], &at.has_unit[index]);
    }
    for (size_t index = 0; index < count && !failed(test) && next_item(test, "records"); index++) {
        read_record(test, &at.records[index]);
        TRY(dw_market_keys(&at.records[index], &at.keys[index]));
    }
    if (failed(test)) {
        return DW_OK;
    }
    TRY(dw_market_properties(at.records, at.keys, count, known_by, at.work,
                             count * DW_PROPERTY_WORDS, at.properties));
    expect(test, expected == count, "properties");
    compare(test, count);
    return DW_OK;
}

static const struct reason KEYS[] = {
    {"BadValue", {DW_MARKET_BAD_VALUE, NO_ROOM}},
    {"RepeatedListing", {DW_MARKET_REPEATED_LISTING}},
    {NULL, {DW_OK}},
};

const struct algorithm PROPERTY_KEYS[] = {
    {"market-keys", market_keys, KEYS},
    {NULL, NULL, NULL},
};
