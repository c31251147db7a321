/*
 * A showing, from both sides: a service provisions a lockbox, issues a code for today and sets the
 * lockbox's clock through a phone; the lockbox reads the keys that are pressed.
 */
#include <doorward.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LOCKBOX "LB-00012345"
#define EPOCH 1
#define NOW 1778974200u /* 2026-05-16 16:30 in Los Angeles */
#define NAME_AND_LENGTH(text) (const uint8_t *)(text), strlen(text)

static void need(dw_result result, const char *what)
{
    if (result != DW_OK) {
        fprintf(stderr, "%s: %s\n", what, dw_strerror(result));
        exit(EXIT_FAILURE);
    }
}

/* A store in memory. A lockbox has one that outlasts a loss of power: see dw_journal_mount. */
static uint8_t kept[DW_SNAPSHOT_LEN];

static uint32_t save(void *context, const uint8_t *snapshot, size_t length)
{
    (void)context;
    memcpy(kept, snapshot, length);
    return 0;
}

static const struct dw_store store = {NULL, save};

/* The service: a code for today. */
static void issue(const struct dw_key *box_key, const struct dw_zone *zone, struct dw_code *today)
{
    struct dw_key key;
    uint32_t date;
    uint8_t slot;

    need(dw_zone_day_at(zone, NOW, &date), "today");
    need(dw_key_day_root(box_key, EPOCH, &key), "day root key");
    need(dw_key_day(&key, date, &key), "day key");
    need(dw_day_issue(&key, 7, 0, 0, &slot, today), "day code");
    need(dw_key_erase(&key), "erasing a key");
}

/* The service: an answer to a box's challenge, which tells the box the time. */
static void tell_time(const struct dw_key *box_key, const struct dw_id *id,
                      const struct dw_zone *zone, const struct dw_nonce *challenge,
                      struct dw_bulletin_message *message)
{
    struct dw_key key;
    struct dw_bulletin bulletin;

    memset(&bulletin, 0, sizeof bulletin);
    bulletin.issued_at = NOW;
    bulletin.sequence = 1;
    bulletin.epoch = EPOCH;
    bulletin.lockbox = *id;
    bulletin.nonce = *challenge;
    bulletin.zone = *zone;
    need(dw_key_bulletin(box_key, &key), "bulletin key");
    need(dw_bulletin_seal(&key, &bulletin, message), "bulletin");
    need(dw_key_erase(&key), "erasing a key");
}

/* The lockbox: what comes of the keys that were pressed. */
static void press(struct dw_lockbox *box, uint64_t now, const char *keys)
{
    struct dw_decision decision;
    need(dw_lockbox_enter_code(box, &store, now, DW_OPERATION_KEY_COMPARTMENT,
                               NAME_AND_LENGTH(keys), &decision),
         "entering a code");
    if (decision.number == DW_DECISION_OPEN) {
        printf("%s opens\n", keys);
    } else {
        printf("%s: %s\n", keys, dw_strerror(200u + decision.number));
    }
}

int main(void)
{
    struct dw_key root, box_key, first_audit;
    struct dw_id id;
    struct dw_zone zone;
    struct dw_zone_change spring = {3, 2, 0, 0, 120}, autumn = {11, 1, 0, 0, 120};
    struct dw_profile profile;
    struct dw_code today;
    struct dw_nonce entropy, challenge;
    struct dw_bulletin_message message;
    struct dw_decision decision;
    static struct dw_lockbox box;

    if (dw_abi_version() != DW_ABI_VERSION) {
        fprintf(stderr, "another version of the library\n");
        return EXIT_FAILURE;
    }
    memset(&root, 7, sizeof root); /* For show: a root key is 32 random bytes. */
    need(dw_id_make(NAME_AND_LENGTH(LOCKBOX), &id), "id");
    need(dw_key_lockbox(&root, &id, 0, &box_key), "lockbox key");
    need(dw_key_first_audit(&root, &id, 0, &first_audit), "first key of the log");
    need(dw_zone_make(-480, -420, &spring, &autumn, &zone), "zone");
    issue(&box_key, &zone, &today);

    memset(&profile, 0, sizeof profile);
    profile.id = id;
    profile.codes.day_digits = 7;
    profile.codes.flex_digits = 10;
    need(dw_limits_default(&profile.limits), "limits");
    need(dw_lockbox_provision(&profile, &box_key, &first_audit, EPOCH, &zone, &store, &box),
         "provisioning");

    /* Nothing opens before the clock is set: by a phone, on the day of the showing. */
    press(&box, 0, (const char *)today.text);
    memset(&entropy, 9, sizeof entropy); /* For show: 16 fresh random bytes. */
    need(dw_lockbox_key_pressed(&box, 0), "a key");
    need(dw_lockbox_open_session(&box, &store, 0, &entropy, &challenge), "challenge");
    tell_time(&box_key, &id, &zone, &challenge, &message);
    need(dw_lockbox_apply_bulletin(&box, &store, 0, message.bytes, message.length, &decision),
         "bulletin");
    need(dw_lockbox_disconnected(&box), "end of the connection");
    if (decision.sets_clock) {
        printf("the clock is set to %llu\n", (unsigned long long)decision.clock);
    }

    press(&box, NOW, "1234567");
    press(&box, NOW + 10, (const char *)today.text);
    press(&box, NOW + 86400, (const char *)today.text);

    need(dw_key_erase(&root), "erasing a key");
    need(dw_key_erase(&box_key), "erasing a key");
    need(dw_key_erase(&first_audit), "erasing a key");
    need(dw_lockbox_erase(&box), "erasing the lockbox");
    return EXIT_SUCCESS;
}
