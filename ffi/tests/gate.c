/* The status gate: what a status allows, and what a change of it takes away. */
#include <string.h>

#include "runner.h"

#define GRANTS_MAX 16
#define CODES_MAX 16

static const char *const STATUSES[] = {
    "",        "Incomplete", "ComingSoon", "Active",  "ActiveUnderContract", "Hold",
    "Pending", "Withdrawn",  "Canceled",   "Expired", "Closed",              "Delete",
};
static const char *const CLASSES[] = {
    "", "showing_agent", "trade", "owner", "staff", "homeowner", NULL,
};
static const char *const ACCESS[] = {"", "yes", "permission", "never"};
static const char *const METHODS[] = {"", "day_code", "flex_code", "contractor_code", NULL};
static const char *const USES[] = {"", "hour", "single", "until_end", NULL};
static const char *const OBLIGATIONS[] = {
    "",           "record_status_change", "keep_consent",  "withhold_grants",     "raise_epoch",
    "suspend_box", "lift_suspension",     "send_bulletin", "reissue",             "cancel_appointments",
    "tell_listing_agent", "record_refusal", NULL,
};
static const char *const REASONS[][2] = {
    {"", ""},
    {"listing_deleted", "new_listing"},
    {"seller_request_missing", "seller_signed_request"},
    {NULL, NULL},
};

/* What is expected of codes stands before them; its ids are names. */
struct alive {
    struct dw_name id;
    uint64_t until;
    int is_kept;
};

static struct {
    struct dw_gate_grant grants[GRANTS_MAX];
    struct dw_gate_code codes[CODES_MAX];
    struct dw_gate_fate fates[GRANTS_MAX + CODES_MAX];
    struct alive alive[CODES_MAX];
    struct dw_name withheld[GRANTS_MAX];
    struct dw_name reissue[GRANTS_MAX + CODES_MAX];
    size_t alive_count;
    size_t withheld_count;
    size_t reissue_count;
    uint64_t work[(GRANTS_MAX + CODES_MAX) * DW_GATE_WORDS];
} at;

static uint8_t status(struct test *test, const char *name)
{
    uint8_t bytes[64];
    uint8_t found = 0;
    size_t length = text(test, name, bytes, sizeof bytes);
    if (dw_policy_status(bytes, length, &found) == DW_OK) {
        expect(test, is(test, name, STATUSES[found]), name);
    }
    return found;
}

/* The names of a list of texts. */
static size_t names_of(struct test *test, const char *member, struct dw_name *names, size_t room)
{
    uint8_t bytes[300];
    size_t count = 0;
    for (; item_is_there(test, member, count); count++) {
        expect(test, count < room, member);
        if (failed(test)) {
            return 0;
        }
        size_t length = item_text(test, member, count, bytes, sizeof bytes);
        expect(test, dw_name_make(bytes, length, &names[count]) == DW_OK, member);
    }
    return count;
}

static dw_result access(struct test *test)
{
    uint8_t allowed;
    uint8_t class_number = by_name(test, "class", CLASSES, 255);
    TRY(dw_policy_access(status(test, "status"), class_number, read_flag(test, "coming_soon_showings"),
                         &allowed));
    same_word(test, "access", ACCESS[allowed]);
    return DW_OK;
}

static dw_result read_change(struct test *test, struct dw_gate_change *change)
{
    memset(change, 0, sizeof *change);
    change->now = number(test, "now");
    TRY(read_name(test, "listing", &change->listing));
    TRY(read_id(test, "lockbox", &change->lockbox));
    change->from = status(test, "from");
    change->to = status(test, "to");
    change->coming_soon_showings = read_flag(test, "coming_soon_showings");
    change->off_market_permission = read_flag(test, "off_market_permission");
    change->seller_signed_request = read_flag(test, "seller_signed_request");
    change->suspension_requested = read_flag(test, "suspension_requested");
    change->suspended = read_flag(test, "suspended");
    change->revocations = number8(test, "revocations");
    return DW_OK;
}

static dw_result read_alive(struct test *test, size_t count)
{
    for (at.alive_count = 0; at.alive_count < count && next_item(test, "alive");) {
        expect(test, at.alive_count < CODES_MAX, "room for the codes");
        if (failed(test)) {
            return DW_OK;
        }
        struct alive *alive = &at.alive[at.alive_count++];
        TRY(read_name(test, "id", &alive->id));
        alive->until = number(test, "until");
        alive->is_kept = is(test, "access", "kept");
    }
    return DW_OK;
}

static dw_result read_code_of(struct test *test, struct dw_gate_code *code)
{
    memset(code, 0, sizeof *code);
    TRY(read_name(test, "id", &code->id));
    code->start = number(test, "start");
    code->end = number(test, "end");
    code->is_used = (uint8_t)has(test, "first_used");
    code->first_used = code->is_used ? number(test, "first_used") : 0;
    code->class_number = by_name(test, "class", CLASSES, 255);
    code->method = by_name(test, "method", METHODS, 255);
    code->validity = by_name(test, "use", USES, 255);
    code->cancelled = read_flag(test, "cancelled");
    return DW_OK;
}

static dw_result read_grant_of(struct test *test, struct dw_gate_grant *grant)
{
    memset(grant, 0, sizeof *grant);
    TRY(read_name(test, "id", &grant->id));
    grant->not_before = number(test, "not_before");
    grant->not_after = number(test, "not_after");
    grant->class_number = by_name(test, "class", CLASSES, 255);
    grant->released = read_flag(test, "released");
    return DW_OK;
}

static int same_name(const struct dw_name *a, const struct dw_name *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* The fates of the codes, then of the grants; the revoked ones are the last lines. */
static dw_result same_fates(struct test *test, size_t grants, size_t codes, size_t revoked)
{
    size_t alive = 0;
    size_t withheld = 0;
    size_t reissue = 0;
    for (size_t index = 0; index < grants + codes && !failed(test); index++) {
        const struct dw_gate_fate *fate = &at.fates[index];
        const struct dw_name *id = index < grants ? &at.grants[index].id
                                                  : &at.codes[index - grants].id;
        if (fate->reissue) {
            expect(test, reissue < at.reissue_count && same_name(id, &at.reissue[reissue]),
                   "reissue");
            reissue++;
        }
        if (fate->fate == DW_FATE_WITHHELD) {
            expect(test, withheld < at.withheld_count && same_name(id, &at.withheld[withheld]),
                   "withheld");
            withheld++;
        }
        if (index >= grants && (fate->fate == DW_FATE_KEPT || fate->fate == DW_FATE_LOST)) {
            const struct alive *expected = &at.alive[alive];
            expect(test,
                   alive < at.alive_count && same_name(id, &expected->id)
                       && fate->until == expected->until
                       && expected->is_kept == (fate->fate == DW_FATE_KEPT),
                   "alive");
            alive++;
        }
        if (fate->fate == DW_FATE_REVOKED) {
            struct dw_name name;
            expect(test, revoked > 0, "revoked");
            if (revoked-- > 0 && next_item(test, "revoked")) {
                TRY(read_name(test, "id", &name));
                expect(test, same_name(id, &name), "id");
                same_number(test, "until", fate->until);
            }
        }
    }
    expect(test,
           alive == at.alive_count && withheld == at.withheld_count && reissue == at.reissue_count
               && revoked == 0,
           "what becomes of grants and codes");
    return DW_OK;
}

static dw_result change(struct test *test)
{
    struct dw_gate_parameters parameters;
    struct dw_gate_change given;
    struct dw_gate_ruling ruling;
    size_t codes = list_length(test, "codes");
    size_t grants = list_length(test, "grants");
    /* An invalid test says nothing of what becomes of them. */
    int is_valid = has(test, "decision");
    int is_permitted = is_valid && is(test, "decision", "permit");
    size_t alive = is_valid ? list_length(test, "alive") : 0;
    size_t reasons = is_valid ? list_length(test, "reasons") : 0;
    size_t revoked = is_valid ? list_length(test, "revoked") : 0;
    uint32_t obligations = 0;
    size_t count = 0;
    at.withheld_count = is_valid ? names_of(test, "withheld", at.withheld, GRANTS_MAX) : 0;
    at.reissue_count
        = is_valid ? names_of(test, "reissue", at.reissue, GRANTS_MAX + CODES_MAX) : 0;
    for (uint32_t number = 1; is_valid && OBLIGATIONS[number] != NULL; number++) {
        if (includes(test, "obligations", OBLIGATIONS[number])) {
            obligations |= 1u << number;
            count++;
        }
    }
    if (is_valid) {
        same_count(test, "obligations", count);
    }
    memset(&parameters, 0, sizeof parameters);
    parameters.hour = number32(test, "parameters.hour");
    parameters.first_entry = number32(test, "parameters.first_entry");
    parameters.revocations_max = number8(test, "parameters.revocations_max");
    TRY(read_change(test, &given));
    expect(test, codes <= CODES_MAX && grants <= GRANTS_MAX, "room for grants and codes");
    TRY(read_alive(test, failed(test) ? 0 : alive));
    for (size_t index = 0; index < codes && !failed(test) && next_item(test, "codes"); index++) {
        TRY(read_code_of(test, &at.codes[index]));
    }
    for (size_t index = 0; index < grants && !failed(test) && next_item(test, "grants"); index++) {
        TRY(read_grant_of(test, &at.grants[index]));
    }
    if (failed(test)) {
        return DW_OK;
    }
    TRY(dw_policy_gate(&parameters, &given, at.grants, grants, at.codes, codes, at.work,
                       (grants + codes) * DW_GATE_WORDS, at.fates, &ruling));
    expect(test, ruling.is_permitted == is_permitted, "decision");
    expect(test, ruling.obligations == obligations, "obligations");
    same_reasons(test, REASONS, ruling.reasons, reasons);
    return same_fates(test, grants, codes, revoked);
}

static dw_result status_gate(struct test *test)
{
    return is(test, "function", "access") ? access(test) : change(test);
}

static const struct reason STATUS_GATE[] = {
    {"BadValue",
     {DW_POLICY_BAD_VALUE, DW_ERROR_VALUE, DW_ERROR_ID_LENGTH, DW_ERROR_ID_CHARACTER, NO_ROOM}},
    {"WindowBackwards", {DW_POLICY_WINDOW_BACKWARDS}},
    {"UseMismatch", {DW_POLICY_USE_MISMATCH}},
    {"RepeatedId", {DW_POLICY_REPEATED_ID}},
    {NULL, {DW_OK}},
};

const struct algorithm GATES[] = {
    {"status-gate", status_gate, STATUS_GATE},
    {NULL, NULL, NULL},
};
