/* Issuing rules: whether an issuer may give access, and what to make. For hosts: a ledger is held
 * whole. */
#include <string.h>

#include "issuance.h"

static const char *const OBLIGATIONS[] = {
    "", "record_issue", "keep_consent", "notify_on_use", "carry_bulletin", "hold_until_release",
    "say_not_recallable", "say_first_entry", "record_refusal", NULL,
};
static const char *const USES[] = {
    "", "unlimited", "single", "hour_from_first_use", "until_end", NULL,
};
static const char *const RECORDED_AS[] = {"", "account", "email", "name", NULL};
static const char *const RECALLS[] = {"", "revocable", "only_at_box", NULL};

static struct issuance at;

/* What is said of a row, in a line of its own. */
static dw_result read_day_row(struct test *test, struct dw_issuance_day_row *row)
{
    memset(row, 0, sizeof *row);
    TRY(read_name(test, "recipient", &row->recipient));
    row->day = number32(test, "day");
    row->slot = number8(test, "slot");
    row->cancelled = read_flag(test, "cancelled");
    return DW_OK;
}

static dw_result read_flex_row(struct test *test, struct dw_issuance_flex_row *row)
{
    memset(row, 0, sizeof *row);
    TRY(read_name(test, "recipient", &row->recipient));
    row->start_slot = number32(test, "start_slot");
    row->duration = number8(test, "duration");
    row->operation = number8(test, "op");
    row->code_use = number8(test, "use");
    row->copy = number8(test, "copy");
    row->contractor = read_flag(test, "contractor");
    row->cancelled = read_flag(test, "cancelled");
    return DW_OK;
}

static dw_result read_rows(struct test *test, size_t days, size_t flexes)
{
    expect(test, days <= ISSUANCE_ROWS_MAX && flexes <= ISSUANCE_ROWS_MAX, "room for the rows");
    for (; at.day_count < days && !failed(test) && next_item(test, "ledger.day_codes");) {
        TRY(read_day_row(test, &at.days[at.day_count++]));
    }
    for (; at.flex_count < flexes && !failed(test) && next_item(test, "ledger.flex_codes");) {
        TRY(read_flex_row(test, &at.flexes[at.flex_count++]));
    }
    return DW_OK;
}

/* A number that is null where the permit is of another kind. */
static uint32_t of_kind(struct test *test, const char *name, int is_of_kind)
{
    if (!is_of_kind) {
        same_null(test, name);
        return 0;
    }
    return number32(test, name);
}

/* What is expected of a permit, but for the rows of the ledger. */
static void read_permit(struct test *test, struct dw_issuance_ruling *expected)
{
    int is_day = has(test, "ruling.permit.slot");
    int is_flex = has(test, "ruling.permit.start_slot");
    int is_grant = !is_day && !is_flex;
    expected->permit = is_day    ? DW_PERMIT_DAY_CODE
                       : is_flex ? DW_PERMIT_FLEX_CODE
                                 : DW_PERMIT_GRANT;
    expected->not_before = number(test, "ruling.permit.not_before");
    expected->not_after = number(test, "ruling.permit.not_after");
    expected->release_at = number(test, "ruling.permit.release_at");
    expected->operations = number16(test, "ruling.permit.operations");
    expected->max_uses = (uint8_t)of_kind(test, "ruling.permit.max_uses", is_grant);
    expected->bulletin = of_kind(test, "ruling.permit.bulletin", is_grant);
    expected->uses = by_name(test, "ruling.permit.uses", USES, 255);
    expected->recorded_as = by_name(test, "ruling.permit.recorded_as", RECORDED_AS, 255);
    expected->recall = by_name(test, "ruling.permit.recall", RECALLS, 255);
    if (is_flex) {
        expected->first_entry_before = number(test, "ruling.permit.first_entry_before");
    } else {
        same_null(test, "ruling.permit.first_entry_before");
    }
    expected->day_row.day = of_kind(test, "ruling.permit.day", is_day);
    expected->day_row.slot = (uint8_t)of_kind(test, "ruling.permit.slot", is_day);
    expected->flex_row.start_slot = of_kind(test, "ruling.permit.start_slot", is_flex);
    expected->flex_row.duration = (uint8_t)of_kind(test, "ruling.permit.duration", is_flex);
    expected->flex_row.copy = (uint8_t)of_kind(test, "ruling.permit.copy", is_flex);
    expected->flex_row.operation = (uint8_t)of_kind(test, "ruling.permit.op", is_flex);
    expected->flex_row.code_use = (uint8_t)of_kind(test, "ruling.permit.use", is_flex);
    if (is_day) {
        expected->day_row.recipient = at.request.recipient;
    } else if (is_flex) {
        expected->flex_row.recipient = at.request.recipient;
        expected->flex_row.contractor = at.request.method == 5;
    }
    expected->revision = number32(test, "ruling.permit.ledger.revision");
    same_number(test, "ruling.permit.ledger.epoch", at.ledger.epoch);
    same_text(test, "ruling.permit.ledger.lockbox", at.ledger.lockbox.text,
              at.ledger.lockbox.length);
}

/* Puts the new row in its place. */
static void add_row(struct test *test, const struct dw_issuance_ruling *found)
{
    size_t place = found->row_place;
    if (!found->adds_row) {
        return;
    }
    if (found->permit == DW_PERMIT_DAY_CODE) {
        expect(test, place <= at.day_count && at.day_count < ISSUANCE_ROWS_MAX, "the row's place");
        if (!failed(test)) {
            memmove(&at.days[place + 1], &at.days[place], (at.day_count - place) * sizeof at.days[0]);
            at.days[place] = found->day_row;
            at.day_count++;
        }
        return;
    }
    expect(test, place <= at.flex_count && at.flex_count < ISSUANCE_ROWS_MAX, "the row's place");
    if (!failed(test)) {
        memmove(&at.flexes[place + 1], &at.flexes[place],
                (at.flex_count - place) * sizeof at.flexes[0]);
        at.flexes[place] = found->flex_row;
        at.flex_count++;
    }
}

/* The ledger with the new row, in the lines that follow. */
static dw_result same_rows(struct test *test, size_t days, size_t flexes)
{
    struct dw_issuance_day_row day;
    struct dw_issuance_flex_row flex;
    expect(test, at.day_count == days && at.flex_count == flexes, "rows");
    for (size_t index = 0; index < days && !failed(test); index++) {
        if (next_item(test, "ruling.permit.ledger.day_codes")) {
            TRY(read_day_row(test, &day));
            expect(test, memcmp(&day, &at.days[index], sizeof day) == 0, "a day row");
        }
    }
    for (size_t index = 0; index < flexes && !failed(test); index++) {
        if (next_item(test, "ruling.permit.ledger.flex_codes")) {
            TRY(read_flex_row(test, &flex));
            expect(test, memcmp(&flex, &at.flexes[index], sizeof flex) == 0, "a flex row");
        }
    }
    return DW_OK;
}

static dw_result issuance(struct test *test)
{
    struct dw_issuance_ruling expected, found;
    memset(&at, 0, sizeof at);
    memset(&expected, 0, sizeof expected);
    /* An invalid test has no ruling. */
    int is_valid = has(test, "ruling.decision");
    TRY(read_input(test, &at));
    size_t days = list_length(test, "ledger.day_codes");
    size_t flexes = list_length(test, "ledger.flex_codes");
    size_t days_after = 0;
    size_t flexes_after = 0;
    size_t reasons = 0;
    if (is_valid) {
        expected.is_permitted = (uint8_t)is(test, "ruling.decision", "permit");
        expected.obligations = bits_of(test, "ruling.obligations", OBLIGATIONS);
        expected.recommended = by_name(test, "ruling.recommended", ISSUANCE_METHODS, 0);
        reasons = list_length(test, "ruling.reasons");
    }
    if (expected.is_permitted) {
        read_permit(test, &expected);
        days_after = list_length(test, "ruling.permit.ledger.day_codes");
        flexes_after = list_length(test, "ruling.permit.ledger.flex_codes");
    } else if (is_valid) {
        same_null(test, "ruling.permit");
    }
    TRY(read_rows(test, days, flexes));
    if (failed(test)) {
        return DW_OK;
    }
    TRY(dw_issuance_judge(&at.settings, at.reciprocity, at.reciprocity_count, &at.request,
                          &at.facts, &at.ledger, at.days, at.day_count, at.flexes, at.flex_count,
                          at.work, sizeof at.work / sizeof at.work[0], &found));
    expected.reasons = found.reasons;
    expected.adds_row = found.adds_row;
    expected.row_place = found.row_place;
    expect(test, memcmp(&expected, &found, sizeof expected) == 0, "ruling");
    if (expected.is_permitted && !failed(test)) {
        add_row(test, &found);
        TRY(same_rows(test, days_after, flexes_after));
    }
    issuance_same_reasons(test, found.reasons, reasons);
    return DW_OK;
}

static const struct reason ISSUANCE[] = {
    {"BadValue",
     {DW_POLICY_BAD_VALUE, DW_ERROR_VALUE, DW_ERROR_ID_LENGTH, DW_ERROR_ID_CHARACTER,
      DW_ERROR_ZONE_HALF, DW_ERROR_OPERATIONS, NO_ROOM}},
    {"WindowMismatch", {DW_POLICY_WINDOW_MISMATCH}},
    {"WindowBackwards", {DW_POLICY_WINDOW_BACKWARDS}},
    {"OperationsMismatch", {DW_POLICY_OPERATIONS_MISMATCH}},
    {"UseMismatch", {DW_POLICY_USE_MISMATCH}},
    /* Bits have no order. */
    {"SkipMismatch", {DW_POLICY_SKIP_MISMATCH, NO_ROOM}},
    {"MethodsMismatch", {NO_ROOM}},
    {"LedgerMismatch", {DW_POLICY_LEDGER_MISMATCH}},
    {NULL, {DW_OK}},
};

const struct algorithm ISSUANCES[] = {
    {"issuance", issuance, ISSUANCE},
    {NULL, NULL, NULL},
};
