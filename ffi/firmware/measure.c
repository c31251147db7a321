// What the calls of a box cost: instructions and the deepest stack, on their worst paths.
//
// The emulator runs an instruction in a nanosecond (`-icount shift=0`) and the SysTick timer
// counts the processor's clock, so that a loop of known length tells how many instructions a
// tick is. The stack is painted before a call; what is overwritten was used.
#include "doorward.h"
#include "flash.h"
#include "semihosting.h"

#define SYST_CSR (*(volatile uint32_t *)0xe000e010)
#define SYST_RVR (*(volatile uint32_t *)0xe000e014)
#define SYST_CVR (*(volatile uint32_t *)0xe000e018)

enum {
    LOADED = 0x00ffffff,
    PAINT = 0xa5,
    LOOPS = 100000,
    INSTRUCTIONS_PER_LOOP = 2,
    DAY_DIGITS = 7,
    FLEX_DIGITS = 10,
};

extern uint8_t bss_end;

static dw_journal journal;
static dw_lockbox box;
static dw_snapshot snapshot;
static dw_key lockbox_key, purpose_key, day_key;
static dw_profile profile;
static dw_zone zone;
static dw_id id;
static dw_code code;
static dw_decision decision;
static dw_answer answer;
static dw_nonce entropy, challenge;
static dw_grant grant, narrowed;
static dw_presentation presentation;
static dw_bulletin_message message;
static dw_head head;
static const dw_store STORE = {&journal, dw_journal_save};
static uint64_t now;
static uint32_t loop_ticks;

static void print_number(uint32_t value) {
    char text[11];
    size_t at = sizeof text - 1;
    text[at] = '\0';
    do {
        uint32_t tenth = 0, rest = value;
        for (uint32_t step = 28; step < 32; step--) {
            if (rest >= 10u << step && (10u << step) >> step == 10u) {
                rest -= 10u << step;
                tenth += 1u << step;
            }
        }
        at--;
        text[at] = (char)('0' + rest);
        value = tenth;
    } while (value > 0);
    semihosting_write(text + at);
}

static void start_ticks(void) {
    SYST_RVR = LOADED;
    SYST_CVR = 0;
    SYST_CSR = 5;
    // It shows 0 until it is loaded.
    while (SYST_CVR == 0) {
    }
}

static uint32_t ticks(void) {
    return LOADED - SYST_CVR;
}

__attribute__((noinline)) static void known_loop(uint32_t loops) {
    __asm__ volatile(".syntax unified\n1: subs %0, #1\n bne 1b" : "+l"(loops) : : "cc");
}

// Instructions of so many ticks.
static uint32_t instructions(uint32_t count) {
    const uint64_t known = (uint64_t)LOOPS * INSTRUCTIONS_PER_LOOP;
    const uint64_t product = (uint64_t)count * known;
    uint64_t rest = product;
    uint32_t quotient = 0;
    for (uint32_t bit = 0x80000000; bit > 0; bit >>= 1) {
        const uint64_t part = (uint64_t)bit * loop_ticks;
        if (part <= rest) {
            rest -= part;
            quotient += bit;
        }
    }
    return quotient;
}

// Runs a call on a painted stack; prints its result, instructions and bytes of stack.
__attribute__((noinline)) static void measure(const char *name, uint32_t (*call)(void)) {
    uint8_t *const low = &bss_end;
    uint8_t *const here = __builtin_frame_address(0);
    for (volatile uint8_t *byte = low; byte < here - 64; byte++) {
        *byte = PAINT;
    }
    start_ticks();
    const uint32_t begin = ticks();
    const uint32_t result = call();
    const uint32_t count = ticks() - begin;
    const uint8_t *deepest = low;
    while (*deepest == PAINT) {
        deepest++;
    }
    semihosting_write(name);
    semihosting_write(" ");
    print_number(result);
    semihosting_write(" ");
    print_number(instructions(count));
    semihosting_write(" ");
    print_number((uint32_t)(here - deepest));
    semihosting_write("\n");
}

static uint32_t nothing(void) {
    return 0;
}

static uint32_t derive(void) {
    return dw_key_day(&purpose_key, 20589, &day_key);
}

static uint32_t mount(void) {
    const dw_flash areas = flash();
    return dw_journal_mount(&areas, &journal);
}

static uint32_t load(void) {
    return dw_journal_load(&journal, &snapshot);
}

static uint32_t provision(void) {
    return dw_lockbox_provision(&profile, &lockbox_key, &lockbox_key, 0, &zone, &STORE, &box);
}

static uint32_t restore(void) {
    return dw_lockbox_restore(&id, &profile.codes, &lockbox_key, snapshot.bytes,
                              sizeof snapshot.bytes, &box);
}

static uint32_t enter(void) {
    const uint32_t result =
        dw_lockbox_enter_code(&box, &STORE, now, 0, code.text, code.digits, &decision);
    return result != DW_OK ? result : decision.number;
}

static uint32_t read_day(void) {
    uint32_t date;
    uint8_t slot;
    return dw_day_read(&purpose_key, DAY_DIGITS, &zone, now, 120, &code, &date, &slot);
}

static uint32_t read_flex(void) {
    dw_flex_terms terms;
    return dw_flex_read(&purpose_key, FLEX_DIGITS, now, 120, 0, &code, &terms);
}

static uint32_t confirm(void) {
    const uint32_t result = dw_lockbox_confirm_opened(&box, &STORE, now, &decision);
    return result != DW_OK ? result : decision.number;
}

static uint32_t open_session(void) {
    return dw_lockbox_open_session(&box, &STORE, now, &entropy, &challenge);
}

static uint32_t bring(void) {
    const uint32_t result = dw_lockbox_apply_bulletin(&box, &STORE, now, message.bytes,
                                                      message.length, &decision);
    return result != DW_OK ? result : decision.number;
}

static uint32_t present(void) {
    const uint32_t result = dw_lockbox_present_grant(
        &box, &STORE, now, presentation.bytes, presentation.length, &decision, &answer);
    return result != DW_OK ? result : decision.number;
}

static uint32_t tell_head(void) {
    return dw_lockbox_audit_head(&box, now, &head);
}

// What must work before anything can be measured.
static int is_good = 1;

static void must(uint32_t result) {
    is_good = is_good && result == DW_OK;
}

static void connect(void) {
    must(dw_lockbox_disconnected(&box));
    must(dw_lockbox_key_pressed(&box, now));
    must(open_session());
}

// A live bulletin with as many revocations as one can have.
static void make_bulletin(uint32_t sequence) {
    static dw_bulletin bulletin;
    must(dw_key_bulletin(&lockbox_key, &purpose_key));
    bulletin.lockbox = id;
    bulletin.zone = zone;
    bulletin.sequence = sequence;
    bulletin.issued_at = now;
    bulletin.nonce = challenge;
    bulletin.revocations.count = DW_REVOCATIONS_MAX;
    for (size_t at = 0; at < DW_REVOCATIONS_MAX; at++) {
        bulletin.revocations.prefixes[at][0] = (uint8_t)(at + 1);
    }
    must(dw_bulletin_seal(&purpose_key, &bulletin, &message));
}

// A grant of an ownership epoch for one opening, handed on as often as it can be.
static void make_grant(uint32_t epoch) {
    static dw_grant_body body;
    must(dw_key_grant(&lockbox_key, epoch, &purpose_key));
    body.epoch = epoch;
    body.not_before = now - 3600;
    body.not_after = now + 3600;
    body.operations = DW_GRANT_KEY_COMPARTMENT;
    body.max_uses = 1;
    body.lockbox = id;
    body.grant_id.bytes[0] = 0xaa;
    must(dw_grant_issue(&purpose_key, &body, &grant));
    for (size_t caveat = 0; caveat < DW_CAVEATS_MAX; caveat++) {
        static dw_caveat handed_on;
        handed_on.kind = DW_CAVEAT_DELEGATE;
        handed_on.delegate.bytes[0] = (uint8_t)caveat;
        must(dw_grant_narrow(&grant, &handed_on, &narrowed));
        grant = narrowed;
    }
    must(dw_grant_present(&grant, &challenge, &entropy, DW_GRANT_KEY_COMPARTMENT, 0, 0,
                          &presentation));
}

int main(void) {
    // A minute after midnight of 2026-05-16 in the Pacific zone: two dates are tried.
    const uint8_t pacific[DW_ZONE_LEN] = {0xfe, 0x20, 0xfe, 0x5c, 3, 2, 0,
                                          0,    120,  11,   1,    0, 0, 120};
    const uint64_t midnight = 1778914800;
    for (size_t at = 0; at < DW_ZONE_LEN; at++) {
        zone.bytes[at] = pacific[at];
    }
    lockbox_key.bytes[0] = 7;
    must(dw_id_make((const uint8_t *)"LB-00012345", 11, &id));
    must(dw_limits_default(&profile.limits));
    profile.id = id;
    profile.codes.day_digits = DAY_DIGITS;
    profile.codes.flex_digits = FLEX_DIGITS;

    start_ticks();
    known_loop(LOOPS);
    loop_ticks = ticks();

    must(dw_key_day_root(&lockbox_key, 0, &purpose_key));
    measure("nothing", nothing);
    measure("key", derive);
    measure("mount", mount);
    measure("provision", provision);
    measure("load", load);
    measure("restore", restore);

    now = midnight + 60;
    connect();
    make_bulletin(1);
    measure("bulletin", bring);
    must(decision.number == DW_DECISION_APPLIED ? DW_OK : decision.number);

    must(dw_key_day_root(&lockbox_key, 0, &purpose_key));
    must(dw_key_day(&purpose_key, 20589, &day_key));
    must(dw_day_code(&day_key, DAY_DIGITS, 3, &code));
    measure("read_day", read_day);
    measure("day", enter);
    must(decision.number == DW_DECISION_OPEN ? DW_OK : decision.number);
    measure("confirm", confirm);

    static dw_flex_terms terms, issued;
    terms.start = midnight - 1800;
    terms.seconds = 7200;
    must(dw_key_flex(&lockbox_key, 0, &purpose_key));
    must(dw_flex_issue(&purpose_key, FLEX_DIGITS, &terms, 0, &issued, &code));
    measure("read_flex", read_flex);
    measure("flex", enter);
    must(decision.number == DW_DECISION_OPEN ? DW_OK : decision.number);

    must(dw_key_service(&lockbox_key, &purpose_key));
    must(dw_service_cancel_flex(&purpose_key, &issued, 0, &code));
    measure("cancel", enter);
    must(decision.number == DW_DECISION_APPLIED ? DW_OK : decision.number);

    connect();
    make_grant(0);
    measure("grant", present);
    must(decision.number == DW_DECISION_OPEN ? DW_OK : decision.number);
    // Whoever owned the box before has raised the epoch, and a grant is the first to tell it.
    connect();
    make_grant(1);
    measure("newer_grant", present);
    must(decision.number == DW_DECISION_OPEN ? DW_OK : decision.number);
    measure("challenge", open_session);
    measure("head", tell_head);
    return is_good ? 0 : 1;
}
