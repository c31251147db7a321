/* The input of the issuing rules: settings, request, facts, ledger. */
#include "issuance.h"

#include <string.h>

const char *const ISSUANCE_METHODS[] = {
    "", "member_grant", "guest_grant", "day_code", "flex_code", "contractor_code", NULL,
};
static const char *const ISSUERS[] = {
    "", "listing_agent", "listing_office", "owner", "association_staff", "showing_service",
    "member", "other", NULL,
};
static const char *const RECIPIENTS[] = {
    "", "member_agent", "out_of_board_agent", "owner", "staff", "appraiser", "inspector",
    "contractor", "homeowner", "consumer", NULL,
};
static const char *const SYSTEMS[] = {"", "android", "ios", NULL};
static const char *const HALVES[] = {"", "service", "holder", NULL};
static const char *const USES[] = {"single", "until_end", NULL};
static const char *const ACCESS[] = {"", "open", "by_appointment", NULL};
static const char *const STATUSES[] = {
    "",        "Incomplete", "ComingSoon", "Active",  "ActiveUnderContract", "Hold",
    "Pending", "Withdrawn",  "Canceled",   "Expired", "Closed",              "Delete", NULL,
};
static const char *const STATES[] = {
    "",            "requested", "approved",  "in_progress", "declined", "cancelled",
    "rescheduled", "no_show",   "completed", NULL,
};
/* The reasons in their order, and what is needed for each to apply no longer, NULL for nothing. */
static const char *const REASONS[][2] = {
    {"", ""},
    {"consumer", NULL},
    {"issuer_not_entitled", "entitled_issuer"},
    {"pin_not_verified", "pin_verification"},
    {"service_codes_refused", "grant_instead"},
    {"method_not_for_recipient", "recommended_method"},
    {"no_reciprocity", "reciprocity"},
    {"contractor_code_required", "contractor_code"},
    {"membership_inactive", "active_membership"},
    {"licence_unverified", "licence_verification"},
    {"account_unregistered", "registered_account"},
    {"name_missing", "recipient_name"},
    {"identity_unchecked", "identity_check"},
    {"seller_permission_missing", "seller_written_permission"},
    {"box_unassigned", "listing_assignment"},
    {"status_forbids", "other_status"},
    {"status_needs_permission", "off_market_permission"},
    {"method_not_in_listing", "listing_methods"},
    {"appointment_missing", "approved_appointment"},
    {"appointment_not_approved", "approved_appointment"},
    {"appointment_of_another", "approved_appointment"},
    {"outside_appointment", "window_in_appointment"},
    {"day_codes_off", "association_setting"},
    {"contractor_codes_off", "association_setting"},
    {"box_suspended", "suspension_lifted"},
    {"box_lacks_bluetooth", "code_instead"},
    {"box_lacks_flex_codes", "other_method"},
    {"box_lacks_shackle", "other_box"},
    {"phone_too_old", "newer_phone"},
    {"operation_not_allowed", "fewer_operations"},
    {"window_over", "later_window"},
    {"too_far_ahead", "earlier_window"},
    {"window_too_short", "longer_window"},
    {"window_too_long", "shorter_window"},
    {"window_off_half_hour", "half_hour_window"},
    {"length_unavailable", "listed_length"},
    {"no_slot_left", "other_day_or_method"},
    {"no_copy_left", "other_window"},
    {"too_many_overlapping", "other_window"},
    {"too_many_contractor_codes", "cancelled_contractor_code"},
    {NULL, NULL},
};

void issuance_same_reasons(struct test *test, uint64_t bits, size_t count)
{
    for (uint32_t number = 0; REASONS[number][0] != NULL; number++) {
        if ((bits >> number & 1) == 0) {
            continue;
        }
        expect(test, count > 0, "reasons");
        if (count-- > 0 && next_item(test, "ruling.reasons")) {
            same_word(test, "reason", REASONS[number][0]);
            if (REASONS[number][1] == NULL) {
                same_null(test, "needs");
            } else {
                same_word(test, "needs", REASONS[number][1]);
            }
        }
    }
    expect(test, count == 0, "reasons");
}

/* The three numbers of a version, which is what there is room for. */
static dw_result read_version(struct test *test, const char *name, uint16_t *version)
{
    uint64_t part;
    size_t count = 0;
    for (; item_number(test, name, count, &part); count++) {
        if (count == 3 || part > UINT16_MAX) {
            return NO_ROOM;
        }
        version[count] = (uint16_t)part;
    }
    return count == 3 ? DW_OK : NO_ROOM;
}

static dw_result read_settings(struct test *test, struct issuance *found)
{
    struct dw_issuance_settings *settings = &found->settings;
    uint8_t bytes[300];
    TRY(read_name(test, "association.id", &settings->association));
    settings->day_codes = read_flag(test, "association.day_codes");
    settings->contractor_codes = read_flag(test, "association.contractor_codes");
    settings->service_codes_refused_from = DW_DAY_NONE;
    if (has(test, "association.service_codes_refused_from")) {
        settings->service_codes_refused_from
            = number32(test, "association.service_codes_refused_from");
    }
    for (size_t index = 0; item_is_there(test, "association.reciprocity", index); index++) {
        expect(test, index < ISSUANCE_NAMES_MAX, "room for the reciprocity");
        if (failed(test)) {
            return DW_OK;
        }
        size_t length = item_text(test, "association.reciprocity", index, bytes, sizeof bytes);
        TRY(dw_name_make(bytes, length, &found->reciprocity[index]));
        found->reciprocity_count++;
    }
    settings->guest_min = number32(test, "parameters.guest_min");
    settings->guest_max = number32(test, "parameters.guest_max");
    settings->homeowner_max = number32(test, "parameters.homeowner_max");
    settings->member_max = number32(test, "parameters.member_max");
    settings->flex_min = number32(test, "parameters.flex_min");
    settings->flex_max = number32(test, "parameters.flex_max");
    settings->contractor_max = number32(test, "parameters.contractor_max");
    settings->release_lead = number32(test, "parameters.release_lead");
    settings->day_days_ahead = number8(test, "parameters.day_days_ahead");
    settings->day_slots = number8(test, "parameters.day_slots");
    settings->contractor_alive = number8(test, "parameters.contractor_alive");
    settings->flex_per_window = number8(test, "parameters.flex_per_window");
    settings->flex_overlapping = number8(test, "parameters.flex_overlapping");
    TRY(read_version(test, "parameters.android_min", settings->android_min));
    return read_version(test, "parameters.ios_min", settings->ios_min);
}

/* Rising numbers as bits; what bits cannot say is NO_ROOM. */
static dw_result read_skip(struct test *test, uint16_t *bits)
{
    uint64_t number;
    for (size_t index = 0; item_number(test, "request.skip", index, &number); index++) {
        if (number >= 16 || *bits >> number != 0) {
            return NO_ROOM;
        }
        *bits = (uint16_t)(*bits | 1u << number);
    }
    return DW_OK;
}

static dw_result read_recipient(struct test *test, struct dw_issuance_request *request)
{
    uint8_t bytes[300];
    TRY(read_name(test, "request.recipient.id", &request->recipient));
    if (has(test, "request.recipient.association")) {
        TRY(read_name(test, "request.recipient.association", &request->recipient_association));
    }
    if (has(test, "request.recipient.name")) {
        size_t length = text(test, "request.recipient.name", bytes, sizeof bytes);
        TRY(dw_typed_make(bytes, length, &request->recipient_name));
    }
    request->recipient_kind = by_name(test, "request.recipient.kind", RECIPIENTS, 255);
    request->member_active = read_flag(test, "request.recipient.member_active");
    request->licence_verified = read_flag(test, "request.recipient.licence_verified");
    request->account_registered = read_flag(test, "request.recipient.account_registered");
    if (has(test, "request.recipient.phone.os")) {
        request->phone_system = by_name(test, "request.recipient.phone.os", SYSTEMS, 255);
        TRY(read_version(test, "request.recipient.phone.version", request->phone_version));
    } else {
        same_null(test, "request.recipient.phone");
    }
    return DW_OK;
}

static dw_result read_request(struct test *test, struct dw_issuance_request *request)
{
    request->now = number(test, "request.now");
    request->issuer_kind = by_name(test, "request.issuer.kind", ISSUERS, 255);
    request->pin_verified = read_flag(test, "request.issuer.pin_verified");
    request->method = by_name(test, "request.method", ISSUANCE_METHODS, 255);
    request->operations = number16(test, "request.operations");
    request->has_window = (uint8_t)has(test, "request.window.start");
    if (request->has_window) {
        request->start = number(test, "request.window.start");
        request->end = number(test, "request.window.end");
    } else {
        same_null(test, "request.window");
    }
    request->day = has(test, "request.day") ? number32(test, "request.day") : DW_DAY_NONE;
    request->half = by_name(test, "request.half", HALVES, 0);
    request->has_use = (uint8_t)has(test, "request.use");
    request->code_use = by_name(test, "request.use", USES, 0);
    request->seller_written_permission = read_flag(test, "request.seller_written_permission");
    request->off_market_permission = read_flag(test, "request.off_market_permission");
    request->identity_checked = read_flag(test, "request.identity_checked");
    TRY(read_name(test, "request.issuer.id", &request->issuer));
    TRY(read_recipient(test, request));
    return read_skip(test, &request->skip);
}

/* The methods of a listing, rising; what bits cannot say is NO_ROOM. */
static dw_result read_methods(struct test *test, struct dw_issuance_facts *facts)
{
    uint8_t bytes[64];
    unsigned last = 0;
    facts->has_methods = (uint8_t)has(test, "listing.methods");
    for (size_t index = 0; facts->has_methods && item_is_there(test, "listing.methods", index);
         index++) {
        size_t length = item_text(test, "listing.methods", index, bytes, sizeof bytes);
        unsigned method = 1;
        while (ISSUANCE_METHODS[method] != NULL
               && (strlen(ISSUANCE_METHODS[method]) != length
                   || memcmp(ISSUANCE_METHODS[method], bytes, length) != 0)) {
            method++;
        }
        if (ISSUANCE_METHODS[method] == NULL) {
            return DW_ERROR_VALUE;
        }
        if (method <= last) {
            return NO_ROOM;
        }
        last = method;
        facts->methods |= 1u << method;
    }
    return DW_OK;
}

static dw_result read_facts(struct test *test, struct dw_issuance_facts *facts)
{
    TRY(read_id(test, "box.id", &facts->lockbox));
    fixed(test, "box.zone", facts->zone.bytes, sizeof facts->zone.bytes);
    facts->epoch = number32(test, "box.epoch");
    facts->bulletin = number32(test, "box.bulletin");
    facts->suspended = read_flag(test, "box.suspended");
    facts->bluetooth = read_flag(test, "box.bluetooth");
    facts->flex_codes = read_flag(test, "box.flex_codes");
    facts->shackle_by_app = read_flag(test, "box.shackle_by_app");
    facts->shackle_by_code = read_flag(test, "box.shackle_by_code");
    if (has(test, "listing.status")) {
        TRY(read_name(test, "listing.id", &facts->listing));
        facts->status = by_name(test, "listing.status", STATUSES, 255);
        facts->coming_soon_showings = read_flag(test, "listing.coming_soon_showings");
        facts->access = by_name(test, "listing.access", ACCESS, 255);
        TRY(read_methods(test, facts));
    } else {
        same_null(test, "listing");
    }
    if (has(test, "appointment.state")) {
        TRY(read_name(test, "appointment.id", &facts->appointment));
        TRY(read_name(test, "appointment.holder", &facts->appointment_holder));
        TRY(read_name(test, "appointment.listing", &facts->appointment_listing));
        TRY(read_id(test, "appointment.lockbox", &facts->appointment_lockbox));
        facts->appointment_state = by_name(test, "appointment.state", STATES, 255);
        facts->start = number(test, "appointment.start");
        facts->end = number(test, "appointment.end");
        facts->early = number32(test, "appointment.early");
        facts->late = number32(test, "appointment.late");
    } else {
        same_null(test, "appointment");
    }
    return DW_OK;
}

dw_result read_input(struct test *test, struct issuance *found)
{
    TRY(read_settings(test, found));
    TRY(read_request(test, &found->request));
    TRY(read_facts(test, &found->facts));
    TRY(read_id(test, "ledger.lockbox", &found->ledger.lockbox));
    found->ledger.epoch = number32(test, "ledger.epoch");
    found->ledger.revision = number32(test, "ledger.revision");
    return DW_OK;
}
