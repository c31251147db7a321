/* Days on market. For hosts and boards with room for it: a history is kept whole. */
#include <string.h>

#include "market.h"

/* Names by their numbers; NULL behind the last. */
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
    "listing_values_differ", "property_missing",      NULL,
};

/* The bits of a list of statuses; one that is not known is a bit that is none. */
static uint16_t statuses(struct test *test, const char *name)
{
    uint32_t bits = bits_of(test, name, MARKET_STATUSES);
    return (uint16_t)(bits | bits >> 16);
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
        = market_yes(test, "rules.coming_soon_stops_clock", rules->coming_soon_stops_clock);
    rules->reset_on_close = market_yes(test, "rules.reset_on_close", rules->reset_on_close);
    return DW_OK;
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
    struct dw_text chain[MARKET_LISTINGS_MAX];
    size_t chain_length;
    struct expected_gap gaps[MARKET_LISTINGS_MAX];
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
        expect(test, expected->chain_length < MARKET_LISTINGS_MAX, "room for the chain");
        if (failed(test)) {
            return;
        }
        struct dw_text *key = &expected->chain[expected->chain_length];
        key->text = market_memory.texts + market_memory.used;
        key->length = item_text(test, "chain", expected->chain_length, market_memory.texts + market_memory.used,
                                sizeof market_memory.texts - market_memory.used);
        market_memory.used += key->length;
    }
    expected->has_fields = has(test, "warnings");
    if (expected->has_fields) {
        expected->warnings = bits_of(test, "warnings", WARNINGS);
    }
}

static void read_gaps(struct test *test, struct expected *expected, size_t count)
{
    for (size_t index = 0; index < count && next_item(test, "gaps"); index++) {
        expect(test, index < MARKET_LISTINGS_MAX, "room for the gaps");
        if (failed(test)) {
            return;
        }
        struct expected_gap *gap = &expected->gaps[expected->gap_count++];
        gap->after = market_keep(test, "after");
        gap->before = market_keep(test, "before");
        gap->from = market_date(test, "from");
        gap->to = market_date(test, "to");
        gap->days = signed32(test, "days");
        gap->counted = number32(test, "counted");
    }
}

static dw_result same_gaps(struct test *test, const struct dw_market_rules *rules,
                           const struct dw_market_history *history, size_t words,
                           const struct expected *expected)
{
    struct dw_market_gap gaps[MARKET_LISTINGS_MAX];
    size_t count;
    TRY(dw_market_gaps(rules, history, market_memory.work, words, gaps, MARKET_LISTINGS_MAX, &count));
    expect(test, count == expected->gap_count, "gaps");
    for (size_t index = 0; index < count && !failed(test); index++) {
        const struct expected_gap *gap = &expected->gaps[index];
        const struct dw_market_gap *found = &gaps[index];
        expect(test, market_is_key(&gap->after, found->after), "after");
        expect(test, market_is_key(&gap->before, found->before), "before");
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
    uint32_t chain[MARKET_LISTINGS_MAX];
    size_t count;
    size_t words = history->listing_count * DW_MARKET_LISTING_WORDS
                   + history->row_count * DW_MARKET_ROW_WORDS;
    TRY(dw_market_answer(rules, history, market_memory.work, words, &outcome));
    expect(test, outcome.dom == expected->dom, "dom");
    expect(test, outcome.cdom == expected->cdom, "cdom");
    expect(test, outcome.class_number == expected->class_number, "class");
    expect(test, outcome.chain_length == expected->chain_length, "the length of the chain");
    TRY(dw_market_chain(rules, history, market_memory.work, words, chain, MARKET_LISTINGS_MAX, &count));
    expect(test, count == expected->chain_length, "chain");
    for (size_t index = 0; index < count && !failed(test); index++) {
        expect(test, market_is_key(&expected->chain[index], chain[index]), "chain");
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
    market_memory.used = 0;
    memset(&history, 0, sizeof history);
    TRY(read_rules(test, &rules));
    as_of = market_date(test, "as_of");
    history.target = market_keep(test, "target");
    size_t listings = list_length(test, "listings");
    size_t gaps = has(test, "gaps") ? list_length(test, "gaps") : 0;
    read_expected(test, &expected);
    if (as_of < 0) {
        /* Cannot be handed over. */
        return NO_ROOM;
    }
    history.as_of = (uint32_t)as_of;
    history.listings = market_memory.listings;
    history.rows = market_memory.rows;
    read_gaps(test, &expected, gaps);
    market_read_history(test, &history, listings);
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
