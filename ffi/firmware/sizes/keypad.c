// A box with a keypad and no radio: codes, their ledger, the log, and the journal over flash.
#include "inputs.h"

void program(void);

static uint32_t read(void *context, uint8_t area, size_t offset, uint8_t *to, size_t count) {
    (void)context, (void)area, (void)offset, (void)to, (void)count;
    return sink;
}

static uint32_t erase(void *context, uint8_t area) {
    (void)context, (void)area;
    return sink;
}

static uint32_t write(void *context, uint8_t area, size_t offset, const uint8_t *from,
                      size_t count) {
    (void)context, (void)area, (void)offset, (void)from, (void)count;
    return sink;
}

static dw_journal journal;
dw_lockbox box;
const dw_store store = {&journal, dw_journal_save};
dw_decision decision;

void program(void) {
    static const dw_flash flash = {0, 2048, read, erase, write};
    static const dw_code_profile codes = {7, 10};
    static dw_id id;
    static dw_key key;
    static dw_snapshot snapshot;
    sink = dw_journal_mount(&flash, &journal);
    sink = dw_journal_load(&journal, &snapshot);
    sink = dw_lockbox_restore(&id, &codes, &key, snapshot.bytes, sizeof snapshot.bytes, &box);
    sink = dw_lockbox_enter_code(&box, &store, now, 0, bytes, length, &decision);
    sink = dw_lockbox_confirm_opened(&box, &store, now, &decision);
    sink = dw_lockbox_power_restored(&box, &store, &decision);
    sink = dw_lockbox_tick(&box, &store, now, &decision);
#ifdef PHONE
    static dw_profile profile;
    static dw_zone zone;
    static dw_nonce nonce, challenge;
    static dw_answer answer;
    static dw_head head;
    sink = dw_lockbox_provision(&profile, &key, &key, 0, &zone, &store, &box);
    sink = dw_lockbox_key_pressed(&box, now);
    sink = dw_lockbox_open_session(&box, &store, now, &nonce, &challenge);
    sink = dw_lockbox_present_grant(&box, &store, now, bytes, length, &decision, &answer);
    sink = dw_lockbox_apply_bulletin(&box, &store, now, bytes, length, &decision);
    sink = dw_lockbox_replace_limits(&box, &store, now, bytes, length, &decision);
    sink = dw_lockbox_disconnected(&box);
    sink = dw_lockbox_drain_audit(&box, &store, now, &head);
    sink = dw_lockbox_audit_head(&box, now, &head);
#endif
}
