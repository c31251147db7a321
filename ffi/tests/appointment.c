/* Appointments: what happens to them, and what follows. For hosts: several are held at once. */
#include <string.h>

#include "runner.h"

#define BLOCKED_MAX 4
#define OTHERS_MAX 4
#define RECORDS_MAX 2

static const char *const STATES[] = {
    "",            "requested", "approved",  "in_progress", "declined", "cancelled",
    "rescheduled", "no_show",   "completed", NULL,
};
static const char *const EVENTS[] = {
    "",        "request", "approve", "decline", "cancel", "reschedule", "release", "open",
    "complete", "tick",    NULL,
};
static const char *const ACTORS[] = {"", "holder", "listing_side", "system", NULL};
static const char *const OUTCOMES[] = {"", "applied", "repeated", "gap", "stale", "conflict"};
static const char *const OBLIGATIONS[] = {
    "", "publish_events", "withhold_grant", "revoke_grant", "issue_grant", "release_grant",
    "carry_bulletin", "notify_holder", "notify_listing_side", NULL,
};
/* The reasons in their order, and what is needed for each to apply no longer. */
static const char *const STEP_REASONS[][2] = {
    {"", ""},
    {"final_state", "new_appointment"},
    {"wrong_state", "other_state"},
    {"wrong_actor", "entitled_actor"},
    {"not_showable", "showable_status"},
    {"start_passed", "later_window"},
    {"lead_time_short", "later_window"},
    {"too_long", "shorter_window"},
    {"blocked_period", "other_window"},
    {"outside_access_hours", "other_window"},
    {"appointment_over", "new_appointment"},
    {"overlaps", "other_window"},
    {"before_release", "release_instant"},
    {"outside_window", "appointment_window"},
    {NULL, NULL},
};
static const char *const ACCESS_REASONS[][2] = {
    {"", ""},
    {"no_appointment", "approved_appointment"},
    {"not_approved", "approved_appointment"},
    {"other_holder", "approved_appointment"},
    {"other_listing", "approved_appointment"},
    {"too_early", "appointment_window"},
    {"too_late", "new_appointment"},
    {NULL, NULL},
};

#define NAME(name) member_name(place, prefix, name)

static uint32_t seconds(struct test *test, const char *name)
{
    return number32(test, name);
}

static void read_rules(struct test *test, struct dw_appointment_rules *rules)
{
    memset(rules, 0, sizeof *rules);
    rules->early = seconds(test, "rules.early");
    rules->late = seconds(test, "rules.late");
    rules->lead_time = seconds(test, "rules.lead_time");
    rules->max_length = seconds(test, "rules.max_length");
    rules->release_lead = seconds(test, "rules.release_lead");
    rules->overlap = read_flag(test, "rules.overlap");
    rules->has_access_hours = (uint8_t)has(test, "rules.access_hours.from");
    if (rules->has_access_hours) {
        rules->access_from = number16(test, "rules.access_hours.from");
        rules->access_to = number16(test, "rules.access_hours.to");
    } else {
        same_null(test, "rules.access_hours");
    }
    fixed(test, "rules.zone", rules->zone.bytes, sizeof rules->zone.bytes);
}

/* A name that may be null. */
static dw_result read_optional(struct test *test, const char *name, struct dw_name *found)
{
    if (has(test, name)) {
        return read_name(test, name, found);
    }
    same_null(test, name);
    return DW_OK;
}

/* An appointment, or null. */
static dw_result read_appointment(struct test *test, const char *prefix,
                                  struct dw_appointment *found)
{
    char place[MEMBER_SIZE];
    memset(found, 0, sizeof *found);
    if (!has(test, NAME(".id"))) {
        same_null(test, prefix);
        return DW_OK;
    }
    TRY(read_name(test, NAME(".id"), &found->id));
    TRY(read_name(test, NAME(".listing"), &found->listing));
    TRY(read_name(test, NAME(".holder"), &found->holder));
    TRY(read_id(test, NAME(".lockbox"), &found->lockbox));
    TRY(read_optional(test, NAME(".replaces"), &found->replaces));
    TRY(read_optional(test, NAME(".replaced_by"), &found->replaced_by));
    found->start = number(test, NAME(".start"));
    found->end = number(test, NAME(".end"));
    found->sequence = number32(test, NAME(".sequence"));
    found->state = by_name(test, NAME(".state"), STATES, 255);
    found->grant_released = read_flag(test, NAME(".grant_released"));
    found->is_opened = (uint8_t)has(test, NAME(".opened_at"));
    if (found->is_opened) {
        found->opened_at = number(test, NAME(".opened_at"));
    } else {
        same_null(test, NAME(".opened_at"));
    }
    return DW_OK;
}

/* A record of these members' prefix, which may be empty; or null. */
static dw_result read_record(struct test *test, const char *prefix,
                             struct dw_appointment_record *found)
{
    char place[MEMBER_SIZE];
    memset(found, 0, sizeof *found);
    if (!has(test, NAME("appointment"))) {
        return DW_OK;
    }
    TRY(read_name(test, NAME("appointment"), &found->appointment));
    TRY(read_name(test, NAME("listing"), &found->listing));
    TRY(read_name(test, NAME("holder"), &found->holder));
    TRY(read_id(test, NAME("lockbox"), &found->lockbox));
    TRY(read_optional(test, NAME("replaces"), &found->replaces));
    TRY(read_optional(test, NAME("replaced_by"), &found->replaced_by));
    found->start = number(test, NAME("start"));
    found->end = number(test, NAME("end"));
    found->at = number(test, NAME("at"));
    found->sequence = number32(test, NAME("sequence"));
    found->state = by_name(test, NAME("state"), STATES, 255);
    return DW_OK;
}

static dw_result read_event(struct test *test, struct dw_appointment_event *event)
{
    memset(event, 0, sizeof *event);
    event->now = number(test, "event.now");
    event->event = by_name(test, "event.event", EVENTS, 255);
    event->actor = by_name(test, "event.actor", ACTORS, 255);
    switch (event->event) {
    case DW_EVENT_REQUEST:
        TRY(read_name(test, "event.id", &event->id));
        TRY(read_name(test, "event.listing", &event->listing));
        TRY(read_name(test, "event.holder", &event->holder));
        TRY(read_id(test, "event.lockbox", &event->lockbox));
        break;
    case DW_EVENT_RESCHEDULE:
        TRY(read_name(test, "event.new_id", &event->id));
        break;
    case DW_EVENT_OPEN:
        event->start = number(test, "event.at");
        return DW_OK;
    default:
        return DW_OK;
    }
    event->start = number(test, "event.start");
    event->end = number(test, "event.end");
    return DW_OK;
}

static dw_result read_other(struct test *test, struct dw_appointment_other *other)
{
    memset(other, 0, sizeof *other);
    TRY(read_name(test, "id", &other->id));
    other->start = number(test, "start");
    other->end = number(test, "end");
    other->state = by_name(test, "state", STATES, 255);
    return DW_OK;
}

/* What is read of a test of a step, and what is expected of it. */
static struct {
    struct dw_window blocked[BLOCKED_MAX];
    struct dw_appointment appointment;
    struct dw_appointment_other others[OTHERS_MAX];
    struct dw_appointment_event event;
    struct dw_appointment after;
    struct dw_appointment created;
    struct dw_appointment_record records[RECORDS_MAX];
    struct dw_appointment_step step;
    uint64_t work[(BLOCKED_MAX + OTHERS_MAX) * DW_APPOINTMENT_WORDS];
} at;

static dw_result step(struct test *test)
{
    struct dw_appointment_rules rules;
    /* An invalid test says nothing of what follows. */
    int is_valid = has(test, "decision");
    int is_permitted = is_valid && is(test, "decision", "permit");
    uint32_t obligations = is_valid ? bits_of(test, "obligations", OBLIGATIONS) : 0;
    size_t blocked = list_length(test, "rules.blocked");
    size_t others = list_length(test, "others");
    size_t records = is_valid ? list_length(test, "events") : 0;
    size_t reasons = is_valid ? list_length(test, "reasons") : 0;
    uint8_t showable = read_flag(test, "showable");
    uint32_t bulletin = number32(test, "bulletin");
    read_rules(test, &rules);
    TRY(read_appointment(test, "appointment", &at.appointment));
    TRY(read_event(test, &at.event));
    if (is_valid) {
        TRY(read_appointment(test, "appointment_after", &at.after));
        TRY(read_appointment(test, "created", &at.created));
    }
    expect(test, blocked <= BLOCKED_MAX && others <= OTHERS_MAX && records <= RECORDS_MAX, "room");
    for (size_t index = 0; index < blocked && !failed(test); index++) {
        if (next_item(test, "rules.blocked")) {
            at.blocked[index].start = number(test, "start");
            at.blocked[index].end = number(test, "end");
        }
    }
    for (size_t index = 0; index < records && !failed(test) && next_item(test, "events"); index++) {
        TRY(read_record(test, "", &at.records[index]));
    }
    for (size_t index = 0; index < others && !failed(test) && next_item(test, "others"); index++) {
        TRY(read_other(test, &at.others[index]));
    }
    if (failed(test)) {
        return DW_OK;
    }
    TRY(dw_appointment_judge(&rules, at.blocked, blocked, &at.appointment, at.others, others,
                             showable, bulletin, &at.event, at.work,
                             (blocked + others) * DW_APPOINTMENT_WORDS, &at.step));
    expect(test, at.step.is_permitted == is_permitted, "decision");
    expect(test, at.step.obligations == obligations, "obligations");
    expect(test, at.step.record_count == records, "events");
    expect(test, memcmp(&at.step.records, at.records, records * sizeof at.records[0]) == 0,
           "events");
    expect(test, memcmp(&at.step.appointment, &at.after, sizeof at.after) == 0,
           "appointment_after");
    expect(test, memcmp(&at.step.created, &at.created, sizeof at.created) == 0, "created");
    same_reasons(test, STEP_REASONS, at.step.reasons, reasons);
    return DW_OK;
}

static dw_result access(struct test *test)
{
    struct dw_appointment_rules rules;
    struct dw_admission admission;
    struct dw_name holder, listing;
    int is_valid = has(test, "decision");
    int is_permitted = is_valid && is(test, "decision", "permit");
    size_t reasons = is_valid ? list_length(test, "reasons") : 0;
    uint64_t now = number(test, "now");
    read_rules(test, &rules);
    same_word(test, "rules.blocked", "");
    TRY(read_appointment(test, "appointment", &at.appointment));
    TRY(read_name(test, "holder", &holder));
    TRY(read_name(test, "listing", &listing));
    TRY(dw_appointment_admit(&rules, &at.appointment, &holder, &listing, now, &admission));
    expect(test, admission.is_permitted == is_permitted, "decision");
    same_reasons(test, ACCESS_REASONS, admission.reasons, reasons);
    return DW_OK;
}

static dw_result grant(struct test *test)
{
    struct dw_appointment_rules rules;
    struct dw_appointment_grant terms;
    uint32_t bulletin = number32(test, "bulletin");
    read_rules(test, &rules);
    same_word(test, "rules.blocked", "");
    TRY(read_appointment(test, "appointment", &at.appointment));
    TRY(dw_appointment_terms(&rules, &at.appointment, bulletin, &terms));
    same_number(test, "not_before", terms.not_before);
    same_number(test, "not_after", terms.not_after);
    same_number(test, "release_at", terms.release_at);
    same_number(test, "bulletin_named", terms.bulletin);
    same_text(test, "holder", terms.holder.text, terms.holder.length);
    same_text(test, "lockbox", terms.lockbox.text, terms.lockbox.length);
    return DW_OK;
}

static dw_result receive(struct test *test)
{
    struct dw_appointment_record last, record;
    struct dw_receipt receipt;
    TRY(read_record(test, "last.", &last));
    if (last.state == DW_APPOINTMENT_NONE) {
        same_null(test, "last");
    }
    TRY(read_record(test, "event.", &record));
    TRY(dw_appointment_receive(&last, &record, &receipt));
    same_number(test, "expected", receipt.expected);
    same_word(test, "outcome", OUTCOMES[receipt.outcome]);
    return DW_OK;
}

static dw_result appointment(struct test *test)
{
    if (is(test, "function", "step")) {
        return step(test);
    }
    if (is(test, "function", "access")) {
        return access(test);
    }
    return is(test, "function", "grant") ? grant(test) : receive(test);
}

static const struct reason APPOINTMENT[] = {
    {"BadValue",
     {DW_POLICY_BAD_VALUE, DW_ERROR_VALUE, DW_ERROR_ID_LENGTH, DW_ERROR_ID_CHARACTER,
      DW_ERROR_ZONE_HALF, NO_ROOM}},
    {"WindowBackwards", {DW_POLICY_WINDOW_BACKWARDS}},
    {"NoAppointment", {DW_POLICY_NO_APPOINTMENT}},
    {"FutureOpening", {DW_POLICY_FUTURE_OPENING}},
    {"RepeatedId", {DW_POLICY_REPEATED_ID}},
    {"NotApproved", {DW_POLICY_NOT_APPROVED}},
    {NULL, {DW_OK}},
};

const struct algorithm APPOINTMENTS[] = {
    {"appointment", appointment, APPOINTMENT},
    {NULL, NULL, NULL},
};
