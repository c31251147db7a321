/* A property's history as lines. For hosts and boards with room for it: it is kept whole. */
#include "market.h"

#include <string.h>

struct market_memory market_memory;

/* By their numbers; NULL behind the last. */
const char *const MARKET_STATUSES[] = {
    "Incomplete", "ComingSoon", "Active",  "ActiveUnderContract", "Hold",   "Withdrawn",
    "Pending",    "Canceled",   "Expired", "Closed",              "Delete", NULL,
};

uint8_t market_yes(struct test *test, const char *name, uint8_t otherwise)
{
    return has(test, name) ? (uint8_t)is(test, name, "true") : otherwise;
}

/* Keeps a text; one that is absent or null is not known. */
struct dw_text market_keep(struct test *test, const char *name)
{
    struct dw_text kept = {NULL, 0};
    if (has(test, name)) {
        kept.text = market_memory.texts + market_memory.used;
        kept.length = text(test, name, market_memory.texts + market_memory.used, sizeof market_memory.texts - market_memory.used);
        market_memory.used += kept.length;
    }
    return kept;
}

/* A date; one that is absent or null is missing. */
int32_t market_date(struct test *test, const char *name)
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
    listing->key = market_keep(test, "listing");
    listing->office = market_keep(test, "office");
    listing->branch = market_keep(test, "branch");
    listing->firm = market_keep(test, "firm");
    listing->agent = market_keep(test, "agent");
    listing->property_type = market_keep(test, "property_type");
    listing->originating_system = market_keep(test, "originating_system");
    listing->listing_contract_date = market_date(test, "listing_contract_date");
    listing->original_entry_date = market_date(test, "original_entry_date");
    listing->expiration_date = market_date(test, "expiration_date");
}

static void read_row(struct test *test, struct dw_market_row *row, uint32_t listing)
{
    uint8_t name[64];
    memset(row, 0, sizeof *row);
    row->event = market_keep(test, "event");
    row->listing = listing;
    row->date = market_date(test, "date");
    if (has(test, "sequence")) {
        row->sequence = number(test, "sequence");
    }
    size_t length = text(test, "status", name, sizeof name);
    if (dw_market_status(name, length, &row->status) != DW_OK) {
        row->status = DW_STATUS_UNKNOWN;
    }
}

void market_read_history(struct test *test, struct dw_market_history *history, size_t listings)
{
    for (size_t index = 0; index < listings && next_item(test, "listings"); index++) {
        expect(test, index < MARKET_LISTINGS_MAX, "room for the listings");
        if (failed(test)) {
            return;
        }
        read_listing(test, &market_memory.listings[index]);
        history->listing_count++;
        size_t events = list_length(test, "events");
        for (size_t event = 0; event < events && next_item(test, "events"); event++) {
            expect(test, history->row_count < MARKET_ROWS_MAX, "room for the rows");
            if (failed(test)) {
                return;
            }
            read_row(test, &market_memory.rows[history->row_count++], (uint32_t)index);
        }
    }
}

int market_is_key(const struct dw_text *key, uint32_t listing)
{
    const struct dw_text *found = &market_memory.listings[listing].key;
    return key->length == found->length && memcmp(key->text, found->text, key->length) == 0;
}
