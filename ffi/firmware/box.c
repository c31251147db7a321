// A lockbox: its keypad and its phone are the lines of a file, its answers the lines printed.
//
//   provision EPOCH ZONE KEY FIRST_AUDIT ID     the factory
//   tick NOW                                    time passes
//   press NOW                                   a key on the box
//   challenge NOW ENTROPY                       a phone connects: prints the challenge
//   bulletin NOW MESSAGE
//   grant NOW MESSAGE
//   leave                                       the phone is gone
//   enter NOW OPERATION DIGITS                  a code at the keypad
//   confirm NOW                                 the door was opened
//   battery                                     pulled, and put back
//   drain NOW                                   prints the head of the log
//
// Instants are decimal, bytes hexadecimal. A decision is printed as its number, its `until` and
// the instant to which it sets the clock, or 0, in hexadecimal.
#include "doorward.h"
#include "flash.h"
#include "semihosting.h"

static dw_journal journal;
static dw_lockbox box;
static dw_snapshot snapshot;
static dw_id id;
static dw_key key;
static const dw_code_profile CODES = {7, 10};
static const dw_store STORE = {&journal, dw_journal_save};

static char line[1024];
static const char *rest;

static int read_line(int32_t file) {
    size_t length = 0;
    while (length < sizeof line - 1 && semihosting_read(file, line + length, 1) == 1) {
        if (line[length] == '\n') {
            line[length] = '\0';
            rest = line;
            return 1;
        }
        length++;
    }
    return 0;
}

// The next word of the line, and how long it is.
static const char *word(size_t *length) {
    while (*rest == ' ') {
        rest++;
    }
    const char *begin = rest;
    while (*rest != ' ' && *rest != '\0') {
        rest++;
    }
    *length = (size_t)(rest - begin);
    return begin;
}

static uint64_t number(void) {
    size_t length;
    const char *digits = word(&length);
    uint64_t value = 0;
    for (size_t at = 0; at < length; at++) {
        value = value * 10 + (uint64_t)(digits[at] - '0');
    }
    return value;
}

static uint8_t nibble(char digit) {
    return (uint8_t)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

// The bytes of the next word; how many there were.
static size_t bytes(uint8_t *into, size_t room) {
    size_t length;
    const char *digits = word(&length);
    size_t count = length / 2 < room ? length / 2 : room;
    for (size_t at = 0; at < count; at++) {
        into[at] = (uint8_t)(nibble(digits[2 * at]) << 4 | nibble(digits[2 * at + 1]));
    }
    return count;
}

static void print_hex(const uint8_t *from, size_t length) {
    for (size_t at = 0; at < length; at++) {
        const char *digits = "0123456789abcdef";
        const char text[3] = {digits[from[at] >> 4], digits[from[at] & 15], '\0'};
        semihosting_write(text);
    }
}

static void print_number(uint64_t value, int length) {
    while (length > 0) {
        length--;
        const uint8_t byte = (uint8_t)(value >> (8 * length));
        print_hex(&byte, 1);
    }
}

static void print_decision(const dw_decision *decision) {
    print_number(decision->number, 1);
    semihosting_write(" ");
    print_number(decision->until, 8);
    semihosting_write(" ");
    print_number(decision->sets_clock ? decision->clock : 0, 8);
    semihosting_write("\n");
}

static dw_result start(void) {
    const dw_flash areas = flash();
    dw_result result = dw_journal_mount(&areas, &journal);
    return result == DW_OK ? dw_journal_load(&journal, &snapshot) : result;
}

static dw_result provision(void) {
    dw_profile profile = {0};
    dw_zone zone;
    dw_key first_audit;
    const uint32_t epoch = (uint32_t)number();
    bytes(zone.bytes, sizeof zone.bytes);
    bytes(key.bytes, sizeof key.bytes);
    bytes(first_audit.bytes, sizeof first_audit.bytes);
    size_t length;
    const char *text = word(&length);
    dw_result result = dw_id_make((const uint8_t *)text, length, &id);
    if (result == DW_OK) {
        result = dw_limits_default(&profile.limits);
    }
    profile.id = id;
    profile.codes = CODES;
    if (result == DW_OK && start() != DW_NOT_FOUND) {
        result = DW_STORE_FAILED;
    }
    if (result == DW_OK) {
        result = dw_lockbox_provision(&profile, &key, &first_audit, epoch, &zone, &STORE, &box);
    }
    dw_key_erase(&first_audit);
    return result;
}

// The battery is pulled: memory is gone, flash is not.
static dw_result reboot(dw_decision *decision) {
    dw_result result = dw_lockbox_erase(&box);
    if (result == DW_OK) {
        result = start();
    }
    if (result == DW_OK) {
        result = dw_lockbox_restore(&id, &CODES, &key, snapshot.bytes, sizeof snapshot.bytes, &box);
    }
    return result == DW_OK ? dw_lockbox_power_restored(&box, &STORE, decision) : result;
}

static int is(const char *command, size_t length, const char *name) {
    size_t at = 0;
    while (at < length && name[at] != '\0' && name[at] == command[at]) {
        at++;
    }
    return at == length && name[at] == '\0';
}

// Does what a line says.
static dw_result obey(void) {
    static uint8_t message[400];
    dw_decision decision;
    dw_answer answer;
    dw_result result = DW_ERROR_VALUE;
    size_t length;
    const char *command = word(&length);
    if (is(command, length, "provision")) {
        return provision();
    }
    if (is(command, length, "leave")) {
        return dw_lockbox_disconnected(&box);
    }
    if (is(command, length, "battery")) {
        result = reboot(&decision);
    } else {
        const uint64_t now = number();
        if (is(command, length, "press")) {
            return dw_lockbox_key_pressed(&box, now);
        }
        if (is(command, length, "challenge")) {
            dw_nonce entropy, challenge;
            bytes(entropy.bytes, sizeof entropy.bytes);
            result = dw_lockbox_open_session(&box, &STORE, now, &entropy, &challenge);
            if (result == DW_OK) {
                print_hex(challenge.bytes, sizeof challenge.bytes);
                semihosting_write("\n");
            }
            return result;
        }
        if (is(command, length, "drain")) {
            dw_head head;
            result = dw_lockbox_drain_audit(&box, &STORE, now, &head);
            if (result == DW_OK) {
                print_hex(head.bytes, sizeof head.bytes);
                semihosting_write("\n");
            }
            return result;
        }
        if (is(command, length, "tick")) {
            result = dw_lockbox_tick(&box, &STORE, now, &decision);
        } else if (is(command, length, "confirm")) {
            result = dw_lockbox_confirm_opened(&box, &STORE, now, &decision);
        } else if (is(command, length, "enter")) {
            const uint8_t operation = (uint8_t)number();
            size_t digits;
            const char *code = word(&digits);
            result = dw_lockbox_enter_code(&box, &STORE, now, operation, (const uint8_t *)code,
                                           digits, &decision);
        } else if (is(command, length, "bulletin")) {
            const size_t count = bytes(message, sizeof message);
            result = dw_lockbox_apply_bulletin(&box, &STORE, now, message, count, &decision);
        } else if (is(command, length, "grant")) {
            const size_t count = bytes(message, sizeof message);
            result =
                dw_lockbox_present_grant(&box, &STORE, now, message, count, &decision, &answer);
        }
    }
    if (result == DW_OK) {
        print_decision(&decision);
    }
    return result;
}

int main(void) {
    const int32_t file = semihosting_open();
    if (file < 0) {
        semihosting_write("no file of commands\n");
        return 1;
    }
    while (read_line(file)) {
        const dw_result result = obey();
        if (result != DW_OK) {
            semihosting_write("failed: ");
            semihosting_write(line);
            semihosting_write(", ");
            semihosting_write(dw_strerror(result));
            semihosting_write("\n");
            return 1;
        }
    }
    return 0;
}
