/* What is read of a test of the issuing rules. */
#ifndef DOORWARD_ISSUANCE_H
#define DOORWARD_ISSUANCE_H

#include "runner.h"

#define ISSUANCE_ROWS_MAX 20
#define ISSUANCE_NAMES_MAX 4

/* A request, and all that it is judged by. */
struct issuance {
    struct dw_issuance_settings settings;
    struct dw_name reciprocity[ISSUANCE_NAMES_MAX];
    size_t reciprocity_count;
    struct dw_issuance_request request;
    struct dw_issuance_facts facts;
    struct dw_issuance_ledger ledger;
    struct dw_issuance_day_row days[ISSUANCE_ROWS_MAX];
    struct dw_issuance_flex_row flexes[ISSUANCE_ROWS_MAX];
    size_t day_count;
    size_t flex_count;
    uint64_t work[(2 * ISSUANCE_ROWS_MAX + ISSUANCE_NAMES_MAX) * DW_ISSUANCE_WORDS];
};

/* The names of the methods by their numbers. */
extern const char *const ISSUANCE_METHODS[];

/* Reads all but the rows of the ledger, which have lines of their own. */
dw_result read_input(struct test *test, struct issuance *found);

/* The `count` next lines are the reasons of these bits. */
void issuance_same_reasons(struct test *test, uint64_t bits, size_t count);

#endif
