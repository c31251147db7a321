/* What the algorithms of the market have in common. */
#ifndef DOORWARD_MARKET_H
#define DOORWARD_MARKET_H

#include "runner.h"

#define MARKET_LISTINGS_MAX 8
#define MARKET_ROWS_MAX 32
#define MARKET_TEXTS_SIZE 4096

/* A property's history, and the texts that it points to. */
struct market_memory {
    struct dw_market_listing listings[MARKET_LISTINGS_MAX];
    struct dw_market_row rows[MARKET_ROWS_MAX];
    uint64_t work[MARKET_LISTINGS_MAX * DW_MARKET_LISTING_WORDS
                  + MARKET_ROWS_MAX * DW_MARKET_ROW_WORDS];
    uint8_t texts[MARKET_TEXTS_SIZE];
    size_t used;
};
extern struct market_memory market_memory;

/* The names of statuses by their numbers, NULL behind the last. */
extern const char *const MARKET_STATUSES[];

/* A yes or a no; `otherwise` for a member that is absent or null. */
uint8_t market_yes(struct test *test, const char *name, uint8_t otherwise);

/* Keeps a text in the memory; one that is absent or null is not known. */
struct dw_text market_keep(struct test *test, const char *name);

/* A date; one that is absent or null is missing. */
int32_t market_date(struct test *test, const char *name);

/* Reads the lines of the listings and of their rows, into the memory. */
void market_read_history(struct test *test, struct dw_market_history *history, size_t listings);

/* Whether the listing at this place has this key. */
int market_is_key(const struct dw_text *key, uint32_t listing);

#endif
