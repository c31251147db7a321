/* Days on market. For hosts and boards with room for it: a history is kept whole. */
#include <string.h>

#include "runner.h"

#define LISTINGS_MAX 8
#define ROWS_MAX 32
#define TEXTS_SIZE 4096

/* A property's history, and the texts that it points to. */
static struct {
    struct dw_market_listing listings[LISTINGS_MAX];
    struct dw_market_row rows[ROWS_MAX];
    uint64_t work[LISTINGS_MAX * DW_MARKET_LISTING_WORDS + ROWS_MAX * DW_MARKET_ROW_WORDS];
    uint8_t texts[TEXTS_SIZE];
    size_t used;
} at;

/* Names by their numbers; NULL behind the last. */
static const char *const STATUSES[] = {
    "Incomplete", "ComingSoon", "Active",  "ActiveUnderContract", "Hold",   "Withdrawn",
    "Pending",    "Canceled",   "Expired", "Closed",              "Delete", NULL,
};
static const char *const GAP_METRICS[] = {"date_difference", "full_days", NULL};
static const char *const CLOCKS[] = {"terminal", "last_on_market", NULL};
static const char *const SCOPES[] = {
    "any", "same_branch", "same_office", "same_firm", "same_agent", "same_property_type", NULL,
};
static const char *const COUNTS[] = {"difference", "inclusive", NULL};
static const char *const COMBINATIONS[] = {"union", "sum", "span", NULL};
static const char *const STARTS[] = {
    "on_market", "listing_contract_date", "original_entry_date", NULL,
};
static const char *const ENDS[] = {"off_market", "contract", "close", NULL};
static const char *const CLASSES[] = {
    "first",       "linear",      "overlapping", "twin",
    "reset_close", "reset_scope", "reset_gap",   "never_on_market",
};
static const char *const WARNINGS[] = {
    "duplicate_row",     "conflicting_rows",      "date_out_of_range",   "date_missing",
    "on_date_missing",   "off_date_missing",      "off_before_on",       "close_before_on",
    "deleted",           "expired_inferred",      "status_after_expiration",
    "start_date_missing", "scope_missing",        "listing_left_out",    "back_after_terminal",
    "listing_values_differ", "property_missing",
};
#define WARNING_COUNT (sizeof WARNINGS / sizeof WARNINGS[0])

/* The bits of a list of statuses; one that is not known is a bit that is none. */
static uint16_t statuses(struct test *test, const char *name)
{
    size_t count = 0;
    size_t known = 0;
    uint16_t bits = 0;
    for (unsigned number = 0; STATUSES[number] != NULL; number++) {
        if (includes(test, name, STATUSES[number])) {
            bits = (uint16_t)(bits | 1u << number);
            known++;
        }
    }
    while (item_is_there(test, name, count)) {
        count++;
    }
    return known == count ? bits : (uint16_t)(bits | 1u << 15);
}

static uint8_t yes(struct test *test, const char *name, uint8_t otherwise)
{
    return has(test, name) ? (uint8_t)is(test, name, "true") : otherwise;
}

static dw_result read_rules(struct test *test, struct dw_market_rules *rules)
{
    TRY(dw_market_rules_generic(rules));
    if (has(test, "rules.lookback_days")) {
        rules->lookback_days = number32(test, "rules.lookback_days");
        rules->carry_max_gap = DW_NO_DAYS;
    }
    if (has(test, "rules.carry_max_gap")) {
        rules->carry_max_gap = number32(test, "rules.carry_max_gap");
    } else if (is_null(test, "rules.carry_max_gap")) {
        rules->carry_max_gap = DW_NO_DAYS;
    }
    if (has(test, "rules.accrues")) {
        rules->accrues = statuses(test, "rules.accrues");
    }
    if (has(test, "rules.clock_statuses")) {
        rules->has_clock_statuses = 1;
        rules->clock_statuses = statuses(test, "rules.clock_statuses");
    }
    rules->gap_metric = by_name(test, "rules.gap_metric", GAP_METRICS, rules->gap_metric);
    rules->clock_from = by_name(test, "rules.clock_from", CLOCKS, rules->clock_from);
    rules->scope = by_name(test, "rules.scope", SCOPES, rules->scope);
    rules->count = by_name(test, "rules.count", COUNTS, rules->count);
    rules->combine = by_name(test, "rules.combine", COMBINATIONS, rules->combine);
    rules->start_field = by_name(test, "rules.start_field", STARTS, rules->start_field);
    rules->end_event = by_name(test, "rules.end_event", ENDS, rules->end_event);
    rules->coming_soon_stops_clock
        = yes(test, "rules.coming_soon_stops_clock", rules->coming_soon_stops_clock);
    rules->reset_on_close = yes(test, "rules.reset_on_close", rules->reset_on_close);
    return DW_OK;
}

/* Keeps a text; one that is absent or null is not known. */
static struct dw_text keep(struct test *test, const char *name)
{
    struct dw_text kept = {NULL, 0};
    if (has(test, name)) {
        kept.text = at.texts + at.used;
        kept.length = text(test, name, at.texts + at.used, sizeof at.texts - at.used);
        at.used += kept.length;
    }
    return kept;
}

/* A date; one that is absent or null is missing. */
static int32_t date(struct test *test, const char *name)
{
    uint8_t characters[16];
    int32_t found = DW_DATE_MISSING;
    if (has(test, name)) {
        size_t length = text(test, name, characters, sizeof characters);
        expect(test, dw_market_date(characters, length, &found) == DW_OK, name);
    }
    return found;
}

static void read_listing(struct test *test, struct dw_market_listing *listing)
{
    memset(listing, 0, sizeof *listing);
    listing->key = keep(test, "listing");
    listing->office = keep(test, "office");
    listing->branch = keep(test, "branch");
    listing->firm = keep(test, "firm");
    listing->agent = keep(test, "agent");
    listing->property_type = keep(test, "property_type");
    listing->originating_system = keep(test, "originating_system");
    listing->listing_contract_date = date(test, "listing_contract_date");
    listing->original_entry_date = date(test, "original_entry_date");
    listing->expiration_date = date(test, "expiration_date");
}

static void read_row(struct test *test, struct dw_market_row *row, uint32_t listing)
{
    uint8_t name[64];
    memset(row, 0, sizeof *row);
    row->event = keep(test, "event");
    row->listing = listing;
    row->date = date(test, "date");
    if (has(test, "sequence")) {
        row->sequence = number(test, "sequence");
    }
    size_t length = text(test, "status", name, sizeof name);
    if (dw_market_status(name, length, &row->status) != DW_OK) {
        row->status = DW_STATUS_UNKNOWN;
    }
}

static void read_history(struct test *test, struct dw_market_history *history, size_t listings)
{
    for (size_t index = 0; index < listings && next_item(test, "listings"); index++) {
        expect(test, index < LISTINGS_MAX, "room for the listings");
        if (failed(test)) {
            return;
        }
        read_listing(test, &at.listings[index]);
        history->listing_count++;
        size_t events = list_length(test, "events");
        for (size_t event = 0; event < events && next_item(test, "events"); event++) {
            expect(test, history->row_count < ROWS_MAX, "room for the rows");
            if (failed(test)) {
                return;
            }
            read_row(test, &at.rows[history->row_count++], (uint32_t)index);
        }
    }
}

struct expected_gap {
    struct dw_text after;
    struct dw_text before;
    int32_t from;
    int32_t to;
    int32_t days;
    uint32_t counted;
};

/* The expected answer stands before the history, whose lines overwrite it. */
struct expected {
    uint32_t dom;
    uint32_t cdom;
    uint8_t class_number;
    uint32_t warnings;
    struct dw_text chain[LISTINGS_MAX];
    size_t chain_length;
    struct expected_gap gaps[LISTINGS_MAX];
    size_t gap_count;
    int has_fields;
};

static uint32_t expected_days(struct test *test, const char *name)
{
    return has(test, name) ? number32(test, name) : DW_NO_DAYS;
}

static void read_expected(struct test *test, struct expected *expected)
{
    memset(expected, 0, sizeof *expected);
    if (!has(test, "chain")) {
        /* The test is invalid. */
        return;
    }
    expected->dom = expected_days(test, "dom");
    expected->cdom = expected_days(test, "cdom");
    expected->class_number = 255;
    for (uint8_t index = 0; has(test, "class") && index < 8; index++) {
        if (is(test, "class", CLASSES[index])) {
            expected->class_number = index;
        }
    }
    for (; item_is_there(test, "chain", expected->chain_length); expected->chain_length++) {
        expect(test, expected->chain_length < LISTINGS_MAX, "room for the chain");
        if (failed(test)) {
            return;
        }
        struct dw_text *key = &expected->chain[expected->chain_length];
        key->text = at.texts + at.used;
        key->length = item_text(test, "chain", expected->chain_length, at.texts + at.used,
                                sizeof at.texts - at.used);
        at.used += key->length;
    }
    expected->has_fields = has(test, "warnings");
    if (expected->has_fields) {
        size_t count = 0;
        for (unsigned index = 0; index < WARNING_COUNT; index++) {
            if (includes(test, "warnings", WARNINGS[index])) {
                expected->warnings |= 1u << index;
                count++;
            }
        }
        same_count(test, "warnings", count);
    }
}

static void read_gaps(struct test *test, struct expected *expected, size_t count)
{
    for (size_t index = 0; index < count && next_item(test, "gaps"); index++) {
        expect(test, index < LISTINGS_MAX, "room for the gaps");
        if (failed(test)) {
            return;
        }
        struct expected_gap *gap = &expected->gaps[expected->gap_count++];
        gap->after = keep(test, "after");
        gap->before = keep(test, "before");
        gap->from = date(test, "from");
        gap->to = date(test, "to");
        gap->days = signed32(test, "days");
        gap->counted = number32(test, "counted");
    }
}

static int is_key(const struct dw_text *key, uint32_t listing)
{
    const struct dw_text *found = &at.listings[listing].key;
    return key->length == found->length && memcmp(key->text, found->text, key->length) == 0;
}

static dw_result same_gaps(struct test *test, const struct dw_market_rules *rules,
                           const struct dw_market_history *history, size_t words,
                           const struct expected *expected)
{
    struct dw_market_gap gaps[LISTINGS_MAX];
    size_t count;
    TRY(dw_market_gaps(rules, history, at.work, words, gaps, LISTINGS_MAX, &count));
    expect(test, count == expected->gap_count, "gaps");
    for (size_t index = 0; index < count && !failed(test); index++) {
        const struct expected_gap *gap = &expected->gaps[index];
        const struct dw_market_gap *found = &gaps[index];
        expect(test, is_key(&gap->after, found->after), "after");
        expect(test, is_key(&gap->before, found->before), "before");
        expect(test, gap->from == (int32_t)found->from, "from");
        expect(test, gap->to == (int32_t)found->to, "to");
        expect(test, gap->days == found->days, "days");
        expect(test, gap->counted == found->counted, "counted");
    }
    return DW_OK;
}

static dw_result compare(struct test *test, const struct dw_market_rules *rules,
                         const struct dw_market_history *history, const struct expected *expected)
{
    struct dw_market_outcome outcome;
    uint32_t chain[LISTINGS_MAX];
    size_t count;
    size_t words = history->listing_count * DW_MARKET_LISTING_WORDS
                   + history->row_count * DW_MARKET_ROW_WORDS;
    TRY(dw_market_answer(rules, history, at.work, words, &outcome));
    expect(test, outcome.dom == expected->dom, "dom");
    expect(test, outcome.cdom == expected->cdom, "cdom");
    expect(test, outcome.class_number == expected->class_number, "class");
    expect(test, outcome.chain_length == expected->chain_length, "the length of the chain");
    TRY(dw_market_chain(rules, history, at.work, words, chain, LISTINGS_MAX, &count));
    expect(test, count == expected->chain_length, "chain");
    for (size_t index = 0; index < count && !failed(test); index++) {
        expect(test, is_key(&expected->chain[index], chain[index]), "chain");
    }
    if (!expected->has_fields) {
        return DW_OK;
    }
    expect(test, outcome.warnings == expected->warnings, "warnings");
    return same_gaps(test, rules, history, words, expected);
}

static dw_result market(struct test *test)
{
    struct dw_market_rules rules;
    struct dw_market_history history;
    struct expected expected;
    int32_t as_of;
    at.used = 0;
    memset(&history, 0, sizeof history);
    TRY(read_rules(test, &rules));
    as_of = date(test, "as_of");
    history.target = keep(test, "target");
    size_t listings = list_length(test, "listings");
    size_t gaps = has(test, "gaps") ? list_length(test, "gaps") : 0;
    read_expected(test, &expected);
    if (as_of < 0) {
        /* Cannot be handed over. */
        return NO_ROOM;
    }
    history.as_of = (uint32_t)as_of;
    history.listings = at.listings;
    history.rows = at.rows;
    read_gaps(test, &expected, gaps);
    read_history(test, &history, listings);
    return failed(test) ? DW_OK : compare(test, &rules, &history, &expected);
}

static const struct reason MARKET[] = {
    {"BadValue", {DW_MARKET_BAD_VALUE, NO_ROOM}},
    {"BadRules", {DW_MARKET_BAD_RULES, NO_ROOM}},
    {"UnknownTarget", {DW_MARKET_UNKNOWN_TARGET}},
    {"RepeatedListing", {DW_MARKET_REPEATED_LISTING}},
    {"UnknownStatus", {DW_MARKET_UNKNOWN_STATUS}},
    {NULL, {DW_OK}},
};

const struct algorithm MARKETS[] = {
    {"market", market, MARKET},
    {"market-fields", market, MARKET},
    {NULL, NULL, NULL},
};
