/* Who may be contacted after a listing ended without a sale. */
#include <string.h>

#include "market.h"

static const char *const ANSWERS[] = {"Clear", "Unverified", "Blocked", NULL};
static const char *const DOUBTS[] = {
    "placeholder_parcel", "no_key", "address_two_parcels", NULL,
};
static const char *const REASONS[] = {
    "", "target_in_force", "target_not_ended", "other_in_force", "sold_later",
    "protection_period", "opted_out", "key_doubtful", "history_unclear", "expiry_inferred", NULL,
};

/* What is expected stands before the history, whose lines overwrite it. */
struct expected {
    uint32_t reasons;
    int32_t ended_on;
    uint8_t answer;
    uint8_t status;
};

static void read_expected(struct test *test, struct expected *expected)
{
    expected->reasons = bits_of(test, "reasons", REASONS);
    expected->ended_on = market_date(test, "ended_on");
    expected->status = by_name(test, "status", MARKET_STATUSES, DW_STATUS_UNKNOWN);
    expected->answer = by_name(test, "answer", ANSWERS, 255);
}

static dw_result market_leads(struct test *test)
{
    struct dw_market_history history;
    struct dw_lead_facts facts;
    struct dw_lead lead;
    struct expected expected;
    int is_valid = has(test, "answer");
    market_memory.used = 0;
    memset(&history, 0, sizeof history);
    memset(&facts, 0, sizeof facts);
    int32_t as_of = market_date(test, "as_of");
    history.target = market_keep(test, "target");
    size_t listings = list_length(test, "listings");
    facts.protected_until = market_date(test, "protected_until");
    facts.opted_out = market_yes(test, "opted_out", 255);
    facts.do_not_call = market_yes(test, "do_not_call", 255);
    uint32_t doubts = bits_of(test, "key_doubts", DOUBTS);
    facts.key_doubts = (uint8_t)(doubts | doubts >> 24);
    if (is_valid) {
        read_expected(test, &expected);
    }
    if (as_of < 0) {
        /* Cannot be handed over. */
        return NO_ROOM;
    }
    history.as_of = (uint32_t)as_of;
    history.listings = market_memory.listings;
    history.rows = market_memory.rows;
    market_read_history(test, &history, listings);
    if (failed(test)) {
        return DW_OK;
    }
    size_t words = history.listing_count * DW_MARKET_LISTING_WORDS
                   + history.row_count * DW_MARKET_ROW_WORDS;
    TRY(dw_market_lead(&history, &facts, market_memory.work, words, &lead));
    if (is_valid) {
        expect(test, lead.reasons == expected.reasons, "reasons");
        expect(test, lead.ended_on == expected.ended_on, "ended_on");
        expect(test, lead.status == expected.status, "status");
        expect(test, lead.answer == expected.answer, "answer");
        expect(test, lead.do_not_call == facts.do_not_call, "do_not_call");
    }
    return DW_OK;
}

static const struct reason LEAD[] = {
    {"BadValue", {DW_MARKET_BAD_VALUE, NO_ROOM}},
    {"UnknownTarget", {DW_MARKET_UNKNOWN_TARGET}},
    {"RepeatedListing", {DW_MARKET_REPEATED_LISTING}},
    {NULL, {DW_OK}},
};

const struct algorithm LEADS[] = {
    {"market-leads", market_leads, LEAD},
    {NULL, NULL, NULL},
};
