/* Firmware brought in pieces, through the loss of power, a store that fails and one that calls
 * back. */
#include <string.h>

#include "values.h"

enum { IMAGE_LENGTH = 100, PIECE_LENGTH = 32, PIECES = 4, RUNNING = 6 };

/* What the store keeps. */
static struct {
    uint8_t record[DW_PROGRESS_MAX_LEN];
    size_t record_length;
    uint8_t manifest[512];
    uint8_t image[IMAGE_LENGTH];
} kept;

uint8_t firmware_image[IMAGE_LENGTH];
uint8_t firmware_manifest[75 + 16 * PIECES + DW_SIGNATURE_LEN];
struct dw_release release;
struct dw_signer signer;
struct dw_firmware_store firmware_store;

/* 1 while every function of the store fails. */
static uint32_t fails;
static void (*while_storing)(void);

static uint32_t save_record(void *context, const uint8_t *record, size_t length)
{
    (void)context;
    if (while_storing != NULL) {
        while_storing();
    }
    if (fails == 0 && length <= sizeof kept.record) {
        memcpy(kept.record, record, length);
        kept.record_length = length;
    }
    return fails;
}

static uint32_t read_record(void *context, uint8_t *record, size_t *length)
{
    (void)context;
    memcpy(record, kept.record, kept.record_length);
    *length = kept.record_length;
    return fails;
}

static uint32_t save_manifest(void *context, const uint8_t *bytes, size_t length)
{
    (void)context;
    if (fails == 0 && length <= sizeof kept.manifest) {
        memcpy(kept.manifest, bytes, length);
    }
    return fails;
}

static uint32_t read_manifest(void *context, size_t offset, uint8_t *bytes, size_t length)
{
    (void)context;
    if (offset + length > sizeof kept.manifest) {
        return 1;
    }
    memcpy(bytes, kept.manifest + offset, length);
    return fails;
}

static uint32_t write_image(void *context, uint32_t offset, const uint8_t *bytes, size_t length)
{
    (void)context;
    if (offset + length > sizeof kept.image) {
        return 1;
    }
    memcpy(kept.image + offset, bytes, length);
    return fails;
}

static uint32_t read_image(void *context, uint32_t offset, uint8_t *bytes, size_t length)
{
    (void)context;
    if (offset + length > sizeof kept.image) {
        return 1;
    }
    memcpy(bytes, kept.image + offset, length);
    return fails;
}

/* A sum over all bytes, in place of a signature. */
static void sign_with_sum(const uint8_t *prefix, size_t prefix_length, const uint8_t *text,
                          size_t length, uint8_t *signature)
{
    memset(signature, 0, DW_SIGNATURE_LEN);
    for (size_t index = 0; index < prefix_length; index++) {
        signature[index % DW_SIGNATURE_LEN] ^= prefix[index];
    }
    for (size_t index = 0; index < length; index++) {
        signature[index % 7] = (uint8_t)(signature[index % 7] * 31 + text[index]);
    }
}

static uint32_t sign(void *context, const uint8_t *prefix, size_t prefix_length,
                     const uint8_t *text, size_t length, uint8_t *signature)
{
    (void)context;
    sign_with_sum(prefix, prefix_length, text, length, signature);
    return fails;
}

static uint32_t check_signature(void *context, const uint8_t *prefix, size_t prefix_length,
                                const uint8_t *text, size_t length, const uint8_t *signature)
{
    uint8_t expected[DW_SIGNATURE_LEN];
    (void)context;
    sign_with_sum(prefix, prefix_length, text, length, expected);
    return memcmp(expected, signature, sizeof expected) != 0;
}

static void make_transfer(void *memory)
{
    memset(&kept, 0, sizeof kept);
    CHECK(dw_transfer_restore(&firmware_store, memory) == DW_OK);
}

const struct state TRANSFER = {make_transfer, NULL};

void make_firmware(void)
{
    size_t length;
    for (unsigned index = 0; index < IMAGE_LENGTH; index++) {
        firmware_image[index] = (uint8_t)(index * 37 + 5);
    }
    release.firmware = 7;
    release.lowest = 5;
    release.piece_length = PIECE_LENGTH;
    release.model = id;
    signer.sign = sign;
    firmware_store.save_record = save_record;
    firmware_store.read_record = read_record;
    firmware_store.save_manifest = save_manifest;
    firmware_store.read_manifest = read_manifest;
    firmware_store.write_image = write_image;
    firmware_store.read_image = read_image;
    firmware_store.check_signature = check_signature;
    CHECK(dw_manifest_build(&release, firmware_image, IMAGE_LENGTH, &signer, firmware_manifest,
                            sizeof firmware_manifest, &length)
          == DW_OK);
    CHECK(length == sizeof firmware_manifest);
}

static struct dw_transfer transfer;

static uint8_t offer(void)
{
    uint8_t answer = 0;
    CHECK(dw_transfer_offer(&transfer, &firmware_store, firmware_manifest,
                            sizeof firmware_manifest, &id, RUNNING, &answer)
          == DW_OK);
    return answer;
}

static uint8_t piece(uint16_t index)
{
    uint8_t answer = 0;
    size_t offset = (size_t)index * PIECE_LENGTH;
    size_t length = IMAGE_LENGTH - offset < PIECE_LENGTH ? IMAGE_LENGTH - offset : PIECE_LENGTH;
    CHECK(dw_transfer_piece(&transfer, &firmware_store, index, firmware_image + offset, length,
                            &answer)
          == DW_OK);
    return answer;
}

static void call_back(void)
{
    uint16_t index;
    uint8_t answer;
    struct dw_progress progress;
    CHECK(dw_transfer_missing(&transfer, 0, &index) == DW_ERROR_BUSY);
    CHECK(dw_transfer_progress(&transfer, &progress) == DW_ERROR_BUSY);
    CHECK(dw_transfer_finish(&transfer, &firmware_store) == DW_ERROR_BUSY);
    CHECK(dw_transfer_activate(&transfer, &firmware_store, &answer) == DW_ERROR_BUSY);
    CHECK(dw_transfer_piece(&transfer, &firmware_store, 0, firmware_image, PIECE_LENGTH, &answer)
          == DW_ERROR_BUSY);
    CHECK(dw_transfer_offer(&transfer, &firmware_store, firmware_manifest,
                            sizeof firmware_manifest, &id, RUNNING, &answer)
          == DW_ERROR_BUSY);
}

static void try_whole_transfer(void)
{
    uint16_t index;
    uint8_t answer;
    struct dw_progress progress;
    struct dw_manifest_head said;
    make_transfer(&transfer);
    CHECK(piece(0) == 1);
    firmware_manifest[sizeof firmware_manifest - 1] ^= 1;
    CHECK(offer() == 6);
    firmware_manifest[sizeof firmware_manifest - 1] ^= 1;
    while_storing = call_back;
    CHECK(offer() == 7);
    while_storing = NULL;
    CHECK(offer() == 3);
    CHECK(piece(2) == 6 && piece(2) == 3 && piece(0) == 6);
    CHECK(dw_transfer_missing(&transfer, 0, &index) == DW_OK && index == 1);
    /* The power goes; what is left is what was saved. */
    CHECK(dw_transfer_restore(&firmware_store, &transfer) == DW_OK);
    CHECK(dw_transfer_missing(&transfer, 2, &index) == DW_OK && index == 3);
    CHECK(dw_transfer_activate(&transfer, &firmware_store, &answer) == DW_OK && answer == 3);
    CHECK(piece(3) == 6 && piece(1) == 7);
    CHECK(dw_transfer_missing(&transfer, 0, &index) == DW_NOT_FOUND);
    CHECK(memcmp(kept.image, firmware_image, IMAGE_LENGTH) == 0);
    CHECK(dw_transfer_activate(&transfer, &firmware_store, &answer) == DW_OK && answer == 1);
    CHECK(dw_transfer_progress(&transfer, &progress) == DW_OK);
    CHECK(progress.state == DW_TRANSFER_ACTIVATED && progress.pieces == PIECES
          && progress.firmware == 7);
    CHECK(dw_manifest_read(firmware_manifest, sizeof firmware_manifest, &said) == DW_OK);
    CHECK(memcmp(said.manifest_sha256, progress.manifest_sha256, DW_SHA256_LEN) == 0);
    CHECK(dw_transfer_finish(&transfer, &firmware_store) == DW_OK);
    CHECK(dw_transfer_progress(&transfer, &progress) == DW_OK);
    CHECK(progress.state == DW_TRANSFER_IDLE && progress.pieces == 0);
}

static void try_failures(void)
{
    struct dw_firmware_store store_of = firmware_store;
    uint8_t answer = 99;
    size_t length = 99;
    uint8_t room[sizeof firmware_manifest];
    make_transfer(&transfer);
    fails = 1;
    CHECK(dw_transfer_offer(&transfer, &firmware_store, firmware_manifest,
                            sizeof firmware_manifest, &id, RUNNING, &answer)
          == DW_STORE_FAILED);
    CHECK(dw_transfer_restore(&firmware_store, &transfer) == DW_STORE_FAILED);
    CHECK(dw_manifest_build(&release, firmware_image, IMAGE_LENGTH, &signer, room, sizeof room,
                            &length)
          == DW_NOT_AUTHENTIC);
    fails = 0;
    CHECK(answer == 99 && length == 99);
    store_of.read_image = NULL;
    CHECK(dw_transfer_restore(&store_of, &transfer) == DW_ERROR_NULL);
    CHECK(dw_manifest_build(&release, firmware_image, IMAGE_LENGTH, &signer, room,
                            sizeof room - 1, &length)
          == DW_ERROR_LENGTH);
    CHECK(dw_manifest_build(&release, firmware_image, 0, &signer, room, sizeof room, &length)
          == DW_FLEET_BAD_VALUE);
}

void try_transfer(void)
{
    try_whole_transfer();
    try_failures();
}
