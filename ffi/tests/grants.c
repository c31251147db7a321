/* Grants, their proofs, bulletins and the log. */
#include <string.h>

#include "runner.h"

/* The value of a character of base64url, or 64. */
static unsigned base64_value(uint8_t character)
{
    static const char ALPHABET[]
        = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const char *place = strchr(ALPHABET, character);
    return place == NULL || character == '\0' ? 64 : (unsigned)(place - ALPHABET);
}

/* The bytes of base64url; how many, or 0 where there is no room. */
static size_t base64(const uint8_t *text, size_t length, uint8_t *bytes, size_t size)
{
    uint32_t held = 0;
    unsigned bits = 0;
    size_t count = 0;
    for (size_t index = 0; index < length; index++) {
        held = held << 6 | base64_value(text[index]);
        bits += 6;
        if (bits >= 8) {
            if (count == size) {
                return 0;
            }
            bits -= 8;
            bytes[count++] = (uint8_t)(held >> bits);
        }
    }
    return count;
}

static uint64_t big_endian(const uint8_t *bytes, size_t length)
{
    uint64_t number = 0;
    for (size_t index = 0; index < length; index++) {
        number = number << 8 | bytes[index];
    }
    return number;
}

/* The caveat of its bytes: kind, length, value. */
static dw_result caveat_of(const uint8_t *bytes, size_t length, struct dw_caveat *caveat)
{
    memset(caveat, 0, sizeof *caveat);
    if (length < 2 || length != bytes[1] + 2u) {
        return DW_ERROR_CAVEAT;
    }
    caveat->kind = bytes[0];
    switch (caveat->kind) {
    case DW_CAVEAT_OPERATIONS:
        caveat->operations = (uint16_t)big_endian(bytes + 2, length - 2);
        break;
    case DW_CAVEAT_DELEGATE:
        memcpy(caveat->delegate.bytes, bytes + 2, length - 2);
        break;
    default:
        caveat->instant = big_endian(bytes + 2, length - 2);
    }
    return DW_OK;
}

static dw_result body_of(struct test *test, struct dw_grant_body *body)
{
    memset(body, 0, sizeof *body);
    body->operations = number16(test, "operations");
    body->epoch = number32(test, "epoch");
    body->bulletin = number32(test, "bulletin");
    fixed(test, "grant_id", body->grant_id.bytes, sizeof body->grant_id.bytes);
    fixed(test, "holder", body->holder.bytes, sizeof body->holder.bytes);
    body->not_before = number(test, "not_before");
    body->not_after = number(test, "not_after");
    body->max_uses = number8(test, "max_uses");
    return read_id(test, "lockbox", &body->lockbox);
}

static int same_body(const struct dw_grant_body *a, const struct dw_grant_body *b)
{
    return a->not_before == b->not_before && a->not_after == b->not_after && a->epoch == b->epoch
           && a->bulletin == b->bulletin && a->operations == b->operations
           && a->max_uses == b->max_uses
           && memcmp(&a->grant_id, &b->grant_id, sizeof a->grant_id) == 0
           && memcmp(&a->holder, &b->holder, sizeof a->holder) == 0
           && memcmp(&a->lockbox, &b->lockbox, sizeof a->lockbox) == 0;
}

static dw_result parse_token(struct test *test, struct dw_grant *grant)
{
    size_t length = text(test, "token", scratch.bytes, sizeof scratch.bytes);
    return dw_grant_parse(scratch.bytes, length, grant);
}

/* What a grant's text holds, and that it is read as what it was issued for. */
static dw_result compare(struct test *test, const struct dw_grant *grant,
                         const struct dw_grant_body *body, size_t caveats)
{
    enum { PREFIX = 5, BODY = 86, TAG = 32 };
    uint8_t bytes[280];
    struct dw_grant_view view;
    size_t length = base64(grant->text + PREFIX, grant->length - (size_t)PREFIX, bytes,
                           sizeof bytes);
    expect(test, length >= BODY + TAG, "the length of the grant");
    if (failed(test)) {
        return DW_OK;
    }
    same_text(test, "token", grant->text, grant->length);
    same_hex(test, "body", bytes, BODY);
    same_hex(test, "tag", bytes + length - TAG, TAG);
    TRY(dw_grant_read(grant, &view));
    expect(test, same_body(&view.body, body) && view.count == caveats, "the grant read");
    return DW_OK;
}

static dw_result grant(struct test *test)
{
    struct dw_key box_key, key;
    struct dw_grant grant, parsed;
    struct dw_grant_body body;
    uint8_t bytes[32];
    size_t caveats = 0;
    size_t length;
    TRY(parse_token(test, &parsed));
    TRY(body_of(test, &body));
    TRY(read_key(test, "box_key", &box_key));
    TRY(dw_key_grant(&box_key, body.epoch, &key));
    dw_result issued = dw_grant_issue(&key, &body, &grant);
    for (; item_hex(test, "caveats", caveats, bytes, sizeof bytes, &length); caveats++) {
        struct dw_caveat caveat;
        TRY(caveat_of(bytes, length, &caveat));
        if (issued == DW_OK) {
            TRY(dw_grant_narrow(&grant, &caveat, &grant));
        }
    }
    if (issued == DW_ERROR_GRANT_TIMES) {
        /* A body that no service may issue; what is issued all the same is read. */
        expect(test,
               body.not_after <= body.not_before
                   || (body.max_uses > 0 && body.not_after - body.not_before > 31 * 86400),
               "a grant that may be issued");
        return compare(test, &parsed, &body, caveats);
    }
    TRY(issued);
    expect(test, memcmp(&grant, &parsed, sizeof grant) == 0, "the grant read back");
    return compare(test, &grant, &body, caveats);
}

static const struct reason GRANT[] = {
    {"BadText", {DW_ERROR_GRANT_TEXT}},
    {"BadLength", {DW_ERROR_GRANT_TEXT}},
    {"UnknownVersion", {DW_ERROR_GRANT_TEXT}},
    {"UnknownOperation", {DW_ERROR_GRANT_TEXT}},
    {"BadId", {DW_ERROR_GRANT_TEXT}},
    {"UnknownCaveat", {DW_ERROR_GRANT_TEXT}},
    {"BadCaveat", {DW_ERROR_GRANT_TEXT}},
    {"TooManyCaveats", {DW_ERROR_GRANT_TEXT}},
    {NULL, {DW_OK}},
};

static dw_result grant_proof(struct test *test)
{
    struct dw_key box_key, key, tag, proof, answer;
    struct dw_nonce entropy, nonce, challenge;
    uint16_t right = number16(test, "op");
    uint8_t outcome = number8(test, "outcome");
    size_t length = hex(test, "argument", scratch.bytes, sizeof scratch.bytes);
    fixed(test, "entropy", entropy.bytes, sizeof entropy.bytes);
    fixed(test, "nonce", nonce.bytes, sizeof nonce.bytes);
    TRY(read_key(test, "tag", &tag));
    TRY(read_key(test, "box_key", &box_key));
    TRY(dw_key_challenge(&box_key, &key));
    TRY(dw_challenge(&key, number(test, "counter"), &entropy, &challenge));
    TRY(dw_proof(&tag, &challenge, &nonce, right, scratch.bytes, length, &proof));
    same_hex(test, "challenge", challenge.bytes, sizeof challenge.bytes);
    same_hex(test, "proof", proof.bytes, sizeof proof.bytes);
    TRY(dw_acknowledgement(&tag, &challenge, &proof, outcome, &answer));
    same_hex(test, "ack", answer.bytes, sizeof answer.bytes);
    return DW_OK;
}

static const struct reason PROOF[] = {
    {"BadOperation", {DW_ERROR_VALUE}},
    {"BadArgument", {DW_ERROR_ARGUMENT}},
    {NULL, {DW_OK}},
};

static dw_result bulletin(struct test *test)
{
    struct dw_key box_key, key;
    struct dw_id id;
    struct dw_bulletin said;
    struct dw_bulletin_message sealed;
    uint8_t prefix[DW_REVOCATION_LEN];
    size_t found;
    size_t length = hex(test, "message", scratch.bytes, sizeof scratch.bytes);
    TRY(read_key(test, "box_key", &box_key));
    TRY(read_id(test, "lockbox", &id));
    TRY(dw_key_bulletin(&box_key, &key));
    TRY(dw_bulletin_open(&key, &id, scratch.bytes, length, &said));
    same_hex(test, "nonce", said.nonce.bytes, sizeof said.nonce.bytes);
    same_number(test, "sequence", said.sequence);
    same_number(test, "epoch", said.epoch);
    same_number(test, "issued_at", said.issued_at);
    same_number(test, "flags_byte", said.is_suspended);
    same_hex(test, "zone", said.zone.bytes, sizeof said.zone.bytes);
    same_count(test, "revoked", said.revocations.count);
    for (size_t index = 0; index < said.revocations.count; index++) {
        item_hex(test, "revoked", index, prefix, sizeof prefix, &found);
        expect(test, memcmp(prefix, said.revocations.prefixes[index], sizeof prefix) == 0,
               "revoked");
    }
    TRY(dw_bulletin_seal(&key, &said, &sealed));
    same_hex(test, "message", sealed.bytes, sealed.length);
    return DW_OK;
}

static const struct reason BULLETIN[] = {
    {"Forged",
     {DW_REFUSED_BAD_PROOF, DW_REFUSED_BAD_MESSAGE, DW_REFUSED_WRONG_LOCKBOX,
      DW_REFUSED_UNSUPPORTED}},
    {"WrongLockbox", {DW_REFUSED_WRONG_LOCKBOX, DW_REFUSED_BAD_MESSAGE}},
    {"UnknownVersion", {DW_REFUSED_UNSUPPORTED}},
    {"UnknownFlag", {DW_REFUSED_BAD_MESSAGE}},
    {"BadId", {DW_REFUSED_BAD_MESSAGE}},
    {"BadZone", {DW_REFUSED_BAD_MESSAGE}},
    {"BadCount", {DW_REFUSED_BAD_MESSAGE}},
    {NULL, {DW_OK}},
};

static void read_entry(struct test *test, struct dw_entry *entry)
{
    memset(entry, 0, sizeof *entry);
    entry->sequence = number32(test, "sequence");
    entry->epoch = number32(test, "epoch");
    entry->instant = number(test, "instant");
    entry->event = number8(test, "event");
    entry->outcome = number8(test, "outcome");
    entry->method = number8(test, "method");
    entry->operation = number8(test, "operation");
    fixed(test, "subject", entry->subject.bytes, sizeof entry->subject.bytes);
    entry->detail = number(test, "detail");
}

static dw_result written(struct test *test, const struct dw_key *first, struct dw_audit_log *log)
{
    struct dw_key key = *first;
    struct dw_key row_key;
    struct dw_entry entry, said;
    struct dw_row row;
    struct dw_head head;
    uint32_t next;
    uint64_t instant;
    read_entry(test, &entry);
    for (uint32_t sequence = 0; sequence < entry.sequence; sequence++) {
        TRY(dw_key_next_audit(&key, &key));
    }
    row_key = key;
    TRY(dw_audit_row(&row_key, &entry, &row));
    same_hex(test, "row", row.bytes, sizeof row.bytes);
    TRY(dw_key_next_audit(&key, &key));
    TRY(dw_audit_head(&key, entry.sequence + 1, entry.instant, &head));
    same_hex(test, "head", head.bytes, sizeof head.bytes);
    TRY(dw_audit_log_check_row(log, &row, &said));
    TRY(dw_audit_row(&row_key, &said, &row));
    same_hex(test, "row", row.bytes, sizeof row.bytes);
    TRY(dw_audit_log_check_head(log, &head, &next, &instant));
    expect(test, next == entry.sequence + 1 && instant == entry.instant, "the head read back");
    return DW_OK;
}

static dw_result audit(struct test *test)
{
    struct dw_key root, first;
    struct dw_id id;
    struct dw_audit_log log;
    TRY(read_key(test, "root", &root));
    TRY(read_id(test, "lockbox", &id));
    TRY(dw_key_first_audit(&root, &id, number32(test, "generation"), &first));
    TRY(dw_audit_log_make(&first, &log));
    if (has(test, "sequence")) {
        dw_result result = written(test, &first, &log);
        TRY(dw_audit_log_erase(&log));
        return result;
    }
    if (has(test, "row")) {
        struct dw_row row;
        struct dw_entry entry;
        fixed(test, "row", row.bytes, sizeof row.bytes);
        return dw_audit_log_check_row(&log, &row, &entry);
    }
    struct dw_head head;
    uint32_t next;
    uint64_t instant;
    fixed(test, "head", head.bytes, sizeof head.bytes);
    return dw_audit_log_check_head(&log, &head, &next, &instant);
}

static const struct reason AUDIT[] = {
    {"Forged", {DW_NOT_AUTHENTIC, DW_NOT_FOUND}},
    {"BadEntry", {DW_NOT_AUTHENTIC, DW_NOT_FOUND}},
    {"BadLength", {NO_ROOM}},
    {NULL, {DW_OK}},
};

const struct algorithm GRANTS[] = {
    {"grant", grant, GRANT},
    {"grant-proof", grant_proof, PROOF},
    {"bulletin", bulletin, BULLETIN},
    {"audit", audit, AUDIT},
    {NULL, NULL, NULL},
};
