/* Rules of an association: the key of the day, and renewals of cards. */
#include <string.h>

#include "runner.h"

#define EVENTS_MAX 64

static const char *const KEYS[] = {"", "none", "app", "card", NULL};
static const char *const EVENTS[] = {
    "", "open_app", "use_card", "renew_card", "update_code", NULL,
};
static const char *const KEY_OBLIGATIONS[] = {"", "record_fallback", "block_app_today", NULL};
static const char *const KEY_REASONS[] = {
    "", "other_key_in_use", "fallback_not_needed", "phone_not_lost",
};
static const char *const RENEWAL_METHODS[] = {"", "reader", "phone", NULL};
static const char *const RENEWAL_OBLIGATIONS[] = {
    "", "record_renewal", "upload_card_log", "read_out_code", "claim_key_of_day",
    "record_refusal", NULL,
};
/* The reasons in their order, and what is needed for each to apply no longer. */
static const char *const RENEWAL_REASONS[][2] = {
    {"", ""},
    {"membership_inactive", "active_membership"},
    {"card_lost", "new_card"},
    {"month_used_up", "reader_renewal"},
    {"row_used_up", "reader_renewal"},
    {"days_left", "later_day"},
    {NULL, NULL},
};

static void same_flag(struct test *test, const char *name, int found)
{
    same_word(test, name, found ? "true" : "false");
}

struct event {
    uint64_t now;
    uint8_t event;
    uint8_t phone_lost;
};

static void read_event(struct test *test, struct event *event)
{
    event->now = number(test, "now");
    event->event = by_name(test, "event", EVENTS, 255);
    event->phone_lost = has(test, "phone_lost") && is(test, "phone_lost", "true");
}

/* What would have to be for a reason to apply no longer. */
static const char *needed(const struct event *event, uint8_t reason)
{
    if (reason == 1) {
        return event->event == DW_KEY_OPEN_APP ? "another_day" : "update_code";
    }
    return reason == 3 ? "lost_phone_statement" : NULL;
}

static void same_ruling(struct test *test, const struct event *event,
                        const struct dw_key_ruling *ruling)
{
    same_word(test, "decision", ruling->is_permitted ? "permit" : "deny");
    expect(test, bits_of(test, "obligations", KEY_OBLIGATIONS) == ruling->obligations, "obligations");
    same_number(test, "state.day", ruling->state.day);
    same_word(test, "state.key", KEYS[ruling->state.key]);
    same_flag(test, "state.fallback", ruling->state.fallback);
    same_flag(test, "state.card_next", ruling->state.card_next);
    expect(test, list_length(test, "reasons") == (ruling->reason > 0), "reasons");
    if (ruling->reason > 0 && next_item(test, "reasons")) {
        const char *needs = needed(event, ruling->reason);
        same_word(test, "reason", KEY_REASONS[ruling->reason]);
        if (needs == NULL) {
            same_null(test, "needs");
        } else {
            same_word(test, "needs", needs);
        }
    }
}

static dw_result single_key(struct test *test)
{
    static struct event events[EVENTS_MAX];
    struct dw_zone zone;
    struct dw_key_state state = {.reserved = 0};
    struct dw_key_ruling ruling;
    uint16_t afternoon = number16(test, "afternoon");
    size_t count = list_length(test, "events");
    /* An invalid test says nothing of its steps. */
    int is_valid = has(test, "steps");
    size_t steps = is_valid ? list_length(test, "steps") : count;
    fixed(test, "zone", zone.bytes, sizeof zone.bytes);
    state.day = number32(test, "state.day");
    state.key = by_name(test, "state.key", KEYS, 255);
    state.fallback = (uint8_t)is(test, "state.fallback", "true");
    state.card_next = (uint8_t)is(test, "state.card_next", "true");
    expect(test, count <= EVENTS_MAX && steps == count, "a step for each event");
    for (size_t index = 0; index < count && !failed(test) && next_item(test, "events"); index++) {
        read_event(test, &events[index]);
    }
    for (size_t index = 0; index < count && !failed(test); index++) {
        const struct event *event = &events[index];
        TRY(dw_policy_key_step(&zone, afternoon, &state, event->now, event->event,
                               event->phone_lost, &ruling));
        state = ruling.state;
        if (is_valid && next_item(test, "steps")) {
            same_ruling(test, event, &ruling);
        }
    }
    return DW_OK;
}

static const struct reason SINGLE_KEY[] = {
    {"BadValue", {DW_POLICY_BAD_VALUE, DW_ERROR_VALUE, NO_ROOM}},
    {"InconsistentState", {DW_POLICY_INCONSISTENT_STATE}},
    {"DayWentBack", {DW_POLICY_DAY_WENT_BACK}},
    {NULL, {DW_OK}},
};

static void same_renewal(struct test *test, const struct dw_renewal_ruling *ruling)
{
    same_word(test, "decision", ruling->is_permitted ? "permit" : "deny");
    expect(test, bits_of(test, "obligations", RENEWAL_OBLIGATIONS) == ruling->obligations, "obligations");
    same_number(test, "expires_after", ruling->expires);
    same_flag(test, "uploads_log", ruling->uploads_log);
    if (ruling->has_code) {
        same_number(test, "day", ruling->day);
        same_number(test, "n", ruling->number);
    } else {
        same_null(test, "day");
        same_null(test, "n");
    }
    same_reasons(test, RENEWAL_REASONS, ruling->reasons, list_length(test, "reasons"));
}

static dw_result renewal_policy(struct test *test)
{
    struct dw_zone zone;
    struct dw_renewal_parameters parameters;
    struct dw_renewal_request request = {.now = number(test, "now")};
    struct dw_renewal_ruling ruling;
    uint32_t days[DW_RENEWAL_DAYS_MAX];
    uint64_t day;
    size_t count = 0;
    fixed(test, "zone", zone.bytes, sizeof zone.bytes);
    parameters.reader_days = number8(test, "reader_days");
    parameters.phone_per_month = number8(test, "phone_per_month");
    parameters.phone_in_a_row = number8(test, "phone_in_a_row");
    parameters.min_days_left = number8(test, "min_days_left");
    request.expires = number(test, "expires");
    request.method = by_name(test, "method", RENEWAL_METHODS, 255);
    request.member_active = (uint8_t)is(test, "member_active", "true");
    request.card_lost = (uint8_t)is(test, "card_lost", "true");
    for (; count < DW_RENEWAL_DAYS_MAX && item_number(test, "phone_days", count, &day); count++) {
        days[count] = (uint32_t)day;
    }
    TRY(dw_policy_renewal(&zone, &parameters, &request, days, count, &ruling));
    same_renewal(test, &ruling);
    return DW_OK;
}

static const struct reason RENEWAL[] = {
    {"BadValue",
     {DW_POLICY_BAD_VALUE, DW_ERROR_VALUE, DW_ERROR_ZONE_RULE, DW_ERROR_ZONE_HALF, NO_ROOM}},
    {"DaysOutOfOrder", {DW_POLICY_DAYS_OUT_OF_ORDER}},
    {"DayInFuture", {DW_POLICY_DAY_IN_FUTURE}},
    {NULL, {DW_OK}},
};

const struct algorithm POLICIES[] = {
    {"single-key", single_key, SINGLE_KEY},
    {"renewal-policy", renewal_policy, RENEWAL},
    {NULL, NULL, NULL},
};
