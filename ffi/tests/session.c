/* Sessions: what a box decides and saves, step by step. */
#include <string.h>

#include "runner.h"
#include "sha256.h"

/* A digest is the first bytes of SHA-256. */
#define DIGEST_LEN 16
/* A step saves twice at most. */
#define SAVES_MAX 3
/* An answer that is a challenge or a head has the number of what was applied. */
#define GIVEN 1u
/* A decision's number is a result's less this. */
#define REASONS 200u

/* What a box is made of, and its store. */
static struct {
    struct dw_id id;
    struct dw_code_profile codes;
    struct dw_key key;
    size_t length;
    uint8_t last[DW_SNAPSHOT_LEN];
    uint8_t digests[SAVES_MAX][DIGEST_LEN];
    uint32_t saves;
    uint32_t saved;
    uint32_t fails;
} at;

/* Keeps the last snapshot and the digests of all that a step saves; fails when told to. */
static uint32_t save(void *context, const uint8_t *snapshot, size_t length)
{
    struct sha256 sha;
    uint8_t digest[SHA256_LEN];
    (void)context;
    at.saves++;
    if (at.saves == at.fails || at.saved == SAVES_MAX || length > sizeof at.last) {
        return 1;
    }
    memcpy(at.last, snapshot, length);
    at.length = length;
    sha256_begin(&sha);
    sha256_add(&sha, snapshot, length);
    sha256_end(&sha, digest);
    memcpy(at.digests[at.saved++], digest, DIGEST_LEN);
    return 0;
}

static const struct dw_store STORE = {NULL, save};

static void begin_saves(uint32_t fails)
{
    at.saves = 0;
    at.saved = 0;
    at.fails = fails;
}

static void same_saves(struct test *test, const char *name)
{
    uint8_t digest[DIGEST_LEN];
    size_t length;
    same_count(test, name, at.saved);
    for (uint32_t index = 0; index < at.saved; index++) {
        int is_there = item_hex(test, name, index, digest, sizeof digest, &length);
        expect(test, is_there && memcmp(digest, at.digests[index], DIGEST_LEN) == 0, name);
    }
}

static dw_result provision(struct test *test)
{
    struct dw_profile profile;
    struct dw_key first_audit;
    struct dw_zone zone;
    uint8_t limits[DW_LIMITS_LEN];
    memset(&profile, 0, sizeof profile);
    fixed(test, "provision.limits", limits, sizeof limits);
    TRY(dw_limits_decode(limits, sizeof limits, &profile.limits));
    profile.lacking = has(test, "provision.lacking") ? number16(test, "provision.lacking") : 0;
    profile.id = at.id;
    profile.codes = at.codes;
    fixed(test, "provision.zone", zone.bytes, sizeof zone.bytes);
    TRY(read_key(test, "audit_0", &first_audit));
    TRY(dw_lockbox_provision(&profile, &at.key, &first_audit, number32(test, "provision.epoch"),
                             &zone, &STORE, &scratch.box));
    same_word(test, "initial", "");
    same_saves(test, "first_saved");
    return DW_OK;
}

static dw_result restore(void)
{
    return dw_lockbox_restore(&at.id, &at.codes, &at.key, at.last, at.length, &scratch.box);
}

static void same_applied(struct test *test, const struct dw_decision *decision)
{
    static const char *const KINDS[] = {
        "",          "service",  "bulletin",        "confirmed", "power_restored", "ticked",
        "read_log",  "update_firmware", "own",      "transferred", "limits_replaced",
    };
    expect(test, decision->applied < sizeof KINDS / sizeof KINDS[0], "a known kind");
    if (failed(test)) {
        return;
    }
    same_word(test, "decision.applied.kind", KINDS[decision->applied]);
    switch (decision->applied) {
    case DW_APPLIED_SERVICE:
        same_command(test, "decision.applied.", &decision->command);
        break;
    case DW_APPLIED_BULLETIN:
        same_number(test, "decision.applied.sequence", decision->value);
        break;
    case DW_APPLIED_TRANSFERRED:
        same_number(test, "decision.applied.epoch", decision->value);
        break;
    case DW_APPLIED_UPDATE_FIRMWARE:
        same_hex(test, "decision.applied.manifest", decision->manifest,
                 sizeof decision->manifest);
        break;
    default:
        break;
    }
    if (decision->sets_clock) {
        same_number(test, "decision.set_clock", decision->clock);
    } else {
        same_null(test, "decision.set_clock");
        expect(test, decision->clock == 0, "no clock");
    }
}

static void same_decision(struct test *test, const struct dw_decision *decision)
{
    same_number(test, "decision.number", decision->number);
    switch (decision->number) {
    case DW_DECISION_APPLIED:
        same_applied(test, decision);
        break;
    case DW_DECISION_OPEN:
    case DW_REFUSED_THROTTLED - REASONS:
        same_number(test, "decision.until", decision->until);
        break;
    case DW_REFUSED_TOO_EARLY - REASONS:
        same_number(test, "decision.from", decision->until);
        break;
    default:
        expect(test, decision->until == 0, "no instant");
    }
}

/* Compares what a call gave instead of a decision. */
static void same_given(struct test *test, dw_result result, const char *name, const uint8_t *bytes,
                       size_t length)
{
    if (result == DW_OK) {
        same_number(test, "decision.number", GIVEN);
        same_hex(test, name, bytes, length);
    } else {
        expect(test, result > REASONS, "a reason");
        same_number(test, "decision.number", result - REASONS);
    }
}

static dw_result present(struct test *test, uint64_t now)
{
    struct dw_decision decision;
    struct dw_answer answer;
    uint8_t message[400];
    size_t length = hex(test, "message", message, sizeof message);
    TRY(dw_lockbox_present_grant(&scratch.box, &STORE, now, message, length, &decision, &answer));
    same_decision(test, &decision);
    expect(test, answer.length >= 1 && answer.bytes[0] == decision.number, "the answer's number");
    if (answer.length > 1) {
        same_hex(test, "decision.acknowledgement", answer.bytes + 1, answer.length - 1u);
    } else {
        same_null(test, "decision.acknowledgement");
    }
    return DW_OK;
}

static dw_result ask(struct test *test, uint64_t now)
{
    struct dw_nonce entropy, challenge;
    fixed(test, "entropy", entropy.bytes, sizeof entropy.bytes);
    dw_result result = dw_lockbox_open_session(&scratch.box, &STORE, now, &entropy, &challenge);
    same_given(test, result, "decision.challenge", challenge.bytes, sizeof challenge.bytes);
    return DW_OK;
}

static dw_result tell(struct test *test, uint64_t now, int drains)
{
    struct dw_head head;
    dw_result result = drains ? dw_lockbox_drain_audit(&scratch.box, &STORE, now, &head)
                              : dw_lockbox_audit_head(&scratch.box, now, &head);
    same_given(test, result, "decision.head", head.bytes, sizeof head.bytes);
    return DW_OK;
}

/* What answers with a decision and nothing else. */
static dw_result decide(struct test *test, uint64_t now)
{
    struct dw_decision decision;
    uint8_t bytes[512];
    size_t length;
    if (is(test, "op", "enter")) {
        length = text(test, "code", bytes, sizeof bytes);
        TRY(dw_lockbox_enter_code(&scratch.box, &STORE, now, number8(test, "op_chosen"), bytes, length,
                                  &decision));
    } else if (is(test, "op", "confirm")) {
        TRY(dw_lockbox_confirm_opened(&scratch.box, &STORE, now, &decision));
    } else if (is(test, "op", "tick")) {
        TRY(dw_lockbox_tick(&scratch.box, &STORE, now, &decision));
    } else if (is(test, "op", "bulletin")) {
        length = hex(test, "message", bytes, sizeof bytes);
        TRY(dw_lockbox_apply_bulletin(&scratch.box, &STORE, now, bytes, length, &decision));
    } else if (is(test, "op", "replace_limits")) {
        length = hex(test, "limits", bytes, sizeof bytes);
        TRY(dw_lockbox_replace_limits(&scratch.box, &STORE, now, bytes, length, &decision));
    } else {
        expect(test, is(test, "op", "power_restored"), "op");
        TRY(dw_lockbox_power_restored(&scratch.box, &STORE, &decision));
    }
    same_decision(test, &decision);
    return DW_OK;
}

static dw_result step(struct test *test)
{
    uint64_t now = has(test, "now") ? number(test, "now") : 0;
    if (is(test, "op", "restart")) {
        TRY(dw_lockbox_erase(&scratch.box));
        return restore();
    }
    if (is(test, "op", "key_pressed")) {
        return dw_lockbox_key_pressed(&scratch.box, now);
    }
    if (is(test, "op", "disconnect")) {
        return dw_lockbox_disconnected(&scratch.box);
    }
    begin_saves(has(test, "store_fails") ? number32(test, "store_fails") : 0);
    if (is(test, "op", "present")) {
        TRY(present(test, now));
    } else if (is(test, "op", "open_session")) {
        TRY(ask(test, now));
    } else if (is(test, "op", "drain_audit")) {
        TRY(tell(test, now, 1));
    } else if (is(test, "op", "head")) {
        TRY(tell(test, now, 0));
    } else {
        TRY(decide(test, now));
    }
    same_saves(test, "saved");
    return DW_OK;
}

static dw_result lockbox_session(struct test *test)
{
    begin_saves(0);
    at.codes.day_digits = number8(test, "day_digits");
    at.codes.flex_digits = number8(test, "flex_digits");
    size_t steps = list_length(test, "steps");
    TRY(read_id(test, "lockbox", &at.id));
    TRY(read_key(test, "box_key", &at.key));
    if (has(test, "provision.epoch")) {
        TRY(provision(test));
    } else {
        /* The first key of the log is in the snapshot. */
        expect(test, has(test, "audit_0"), "audit_0");
        at.length = hex(test, "initial", at.last, sizeof at.last);
        TRY(restore());
    }
    for (size_t index = 0; index < steps; index++) {
        if (!next_item(test, "steps")) {
            return DW_OK;
        }
        TRY(step(test));
    }
    return dw_lockbox_erase(&scratch.box);
}

static const struct reason NONE[] = {{NULL, {DW_OK}}};

const struct algorithm SESSIONS[] = {
    {"lockbox-session", lockbox_session, NONE},
    {NULL, NULL, NULL},
};
