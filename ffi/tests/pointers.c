/* Structs that point: what they point to is looked at as arguments are. */
#include "values.h"

#include <string.h>

static uint64_t work[DW_MARKET_LISTING_WORDS + 2 * DW_MARKET_ROW_WORDS];
#define WORK_WORDS (sizeof work / sizeof work[0])

static dw_result answer(void)
{
    struct dw_market_outcome outcome, untouched;
    memset(&outcome, 0xa5, sizeof outcome);
    untouched = outcome;
    dw_result result = dw_market_answer(&rules, &history, work, WORK_WORDS, &outcome);
    CHECK(result == DW_OK || memcmp(&outcome, &untouched, sizeof outcome) == 0);
    return result;
}

/* Answers with a member of the history, of the listing or of a row changed. */
#define CHANGED(member, value, result)   \
    do {                                 \
        __extension__ __typeof__(member) kept = member; \
        member = value;                  \
        CHECK(answer() == (result));     \
        member = kept;                   \
        CHECK(answer() == DW_OK);        \
    } while (0)

void try_pointers(void)
{
    static const uint8_t NO_UTF8[] = {'L', 0xff};
    const struct dw_text none = {NULL, 0};
    const struct dw_text null = {NULL, 1};
    const struct dw_text too_long = {ID_TEXT, SIZE_MAX};
    const struct dw_text garbled = {NO_UTF8, 2};
    const struct dw_text lent = {(const uint8_t *)work, 2};
    const struct dw_text other = {ID_TEXT, 2};

    CHECK(answer() == DW_OK);
    CHANGED(history.listings, NULL, DW_ERROR_NULL);
    CHANGED(history.rows, NULL, DW_ERROR_NULL);
    CHANGED(history.listings, (const void *)((const uint8_t *)&listing + 1), DW_ERROR_MISALIGNED);
    CHANGED(history.rows, (const void *)((const uint8_t *)market_rows + 1), DW_ERROR_MISALIGNED);
    CHANGED(history.rows, (const void *)work, DW_ERROR_OVERLAP);
    CHANGED(history.listing_count, 0, DW_MARKET_BAD_VALUE);
    CHANGED(history.reserved, 1, DW_ERROR_VALUE);
    CHANGED(history.as_of, UINT32_MAX, DW_MARKET_BAD_VALUE);
    CHANGED(history.target, other, DW_MARKET_UNKNOWN_TARGET);
    CHANGED(history.target, none, DW_ERROR_NULL);
    CHANGED(history.target, garbled, DW_ERROR_TEXT);
    CHANGED(listing.key, none, DW_ERROR_NULL);
    CHANGED(listing.key, null, DW_ERROR_NULL);
    CHANGED(listing.office, null, DW_ERROR_NULL);
    CHANGED(listing.agent, garbled, DW_ERROR_TEXT);
    CHANGED(listing.branch, lent, DW_ERROR_OVERLAP);
    CHANGED(listing.reserved, 1, DW_ERROR_VALUE);
    CHANGED(market_rows[1].event, too_long, DW_ERROR_OVERLAP);
    CHANGED(market_rows[1].event, garbled, DW_ERROR_TEXT);
    CHANGED(market_rows[1].reserved[6], 1, DW_ERROR_VALUE);
    CHANGED(market_rows[1].status, 11, DW_ERROR_VALUE);
    CHANGED(market_rows[1].status, DW_STATUS_UNKNOWN, DW_MARKET_UNKNOWN_STATUS);
    CHANGED(market_rows[1].listing, 1, DW_MARKET_BAD_VALUE);
    CHANGED(market_rows[1].sequence, UINT64_MAX, DW_MARKET_BAD_VALUE);
    CHANGED(rules.scope, 6, DW_MARKET_BAD_RULES);
    CHANGED(rules.accrues, 1u << 15, DW_MARKET_BAD_RULES);
    CHANGED(rules.reset_on_close, 2, DW_ERROR_VALUE);
    CHANGED(rules.clock_statuses, 4, DW_ERROR_VALUE);
    CHECK(dw_market_answer(&rules, &history, work, WORK_WORDS / 2,
                           &(struct dw_market_outcome){.dom = 0})
          == DW_ERROR_LENGTH);
}
