/* SHA-256 over the digits of very many codes: their formulas are those of the vector file. */
#include <string.h>

#include "runner.h"
#include "sha256.h"

#define HALF_HOUR 1800u
#define MINUTE 60u
/* The first half hour, day and instant that a service code can name. */
#define SERVICE_FIRST_SLOT 946704u
#define SERVICE_FIRST_DAY 19723u
#define SERVICE_FIRST_INSTANT 1704067200u

/* Code `i` of a stream, all of which are asked for in turn. `key` is the stream's own, kept
 * from one to the next. */
typedef dw_result (*stream)(const struct dw_key *root, struct dw_key *key, uint32_t i,
                            struct dw_code *code);

static uint32_t spread(uint32_t counter)
{
    return counter * 2654435761u;
}

static uint32_t spread_otherwise(uint32_t counter)
{
    return counter * 2246822519u;
}

static void terms_of(struct dw_flex_terms *terms, uint32_t start_slot, uint32_t i)
{
    memset(terms, 0, sizeof *terms);
    terms->start = (uint64_t)start_slot * HALF_HOUR;
    terms->seconds = duration_seconds((uint8_t)(1 + i % 125));
    terms->copy = (uint8_t)(i / 125 % 4);
    terms->operation = (uint8_t)(i / 500 % 2);
    terms->code_use = (uint8_t)(i / 1000 % 2);
}

static dw_result day(const struct dw_key *box_key, struct dw_key *key, uint32_t i,
                     struct dw_code *code)
{
    uint32_t q = i / 16;
    if (i % 16 == 0) {
        struct dw_key day_root;
        TRY(dw_key_day_root(box_key, spread(q), &day_root));
        TRY(dw_key_day(&day_root, spread_otherwise(q), key));
    }
    return dw_day_code(key, (uint8_t)(7 + q % 3), (uint8_t)(i % 16), code);
}

static dw_result flex(const struct dw_key *box_key, struct dw_key *key, uint32_t i,
                      struct dw_code *code)
{
    struct dw_flex_terms terms;
    if (i % 4000 == 0) {
        TRY(dw_key_flex(box_key, spread_otherwise(i / 4000), key));
    }
    terms_of(&terms, spread(i), i);
    return dw_flex_code(key, (uint8_t)(10 + i / 2000 % 2), &terms, code);
}

static dw_result service(const struct dw_key *box_key, struct dw_key *key, uint32_t i,
                         struct dw_code *code)
{
    struct dw_flex_terms terms;
    uint32_t q = i / 4;
    uint32_t w = spread(q);
    if (i == 0) {
        TRY(dw_key_service(box_key, key));
    }
    switch (i % 4) {
    case 0:
        terms_of(&terms, SERVICE_FIRST_SLOT + w % 1048576, q);
        return dw_service_cancel_flex(key, &terms, q % 16, code);
    case 1:
        return dw_service_cancel_day(key, SERVICE_FIRST_DAY + w % 32768, (uint8_t)(q % 16),
                                     q / 16 % 16, code);
    case 2:
        return dw_service_set_clock(key, SERVICE_FIRST_INSTANT + (uint64_t)MINUTE * (w % 33554432),
                                    code);
    default:
        return dw_service_raise_epoch(key, w % 1048576, code);
    }
}

/* The card `C` and a number in decimal. */
static dw_result card(uint32_t number, struct dw_id *id)
{
    uint8_t text[11];
    size_t place = sizeof text;
    do {
        text[--place] = (uint8_t)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    text[--place] = 'C';
    return dw_id_make(text + place, sizeof text - place, id);
}

static dw_result renewal(const struct dw_key *root, struct dw_key *key, uint32_t i,
                         struct dw_code *code)
{
    if (i % 1000 == 0) {
        struct dw_id id;
        TRY(card(i / 1000, &id));
        TRY(dw_key_credential(root, &id, key));
    }
    return dw_renewal_code(key, spread(i), (uint8_t)(i % 3), code);
}

static dw_result code_digest(struct test *test)
{
    struct dw_key root, key;
    struct dw_code code;
    struct sha256 sha;
    uint8_t digest[SHA256_LEN];
    uint32_t count = number32(test, "count");
    int is_renewal = is(test, "family", "renewal");
    stream codes = is_renewal ? renewal : NULL;
    TRY(read_key(test, is_renewal ? "root" : "box_key", &root));
    if (is(test, "family", "day")) {
        codes = day;
    } else if (is(test, "family", "flex")) {
        codes = flex;
    } else if (is(test, "family", "service")) {
        codes = service;
    }
    expect(test, codes != NULL, "family");
    sha256_begin(&sha);
    for (uint32_t i = 0; codes != NULL && i < count; i++) {
        TRY(codes(&root, &key, i, &code));
        sha256_add(&sha, code.text, code.digits);
    }
    sha256_end(&sha, digest);
    same_hex(test, "sha256", digest, sizeof digest);
    return DW_OK;
}

static const struct reason NONE[] = {{NULL, {DW_OK}}};

const struct algorithm DIGESTS[] = {
    {"code-digest", code_digest, NONE},
    {NULL, NULL, NULL},
};
