#include "flash.h"

// In memory, because the emulated boards have no flash controller. The rest is as on one: a
// write can clear bits of an erased byte, or all bits of any byte, and does nothing else.
static uint8_t sectors[2][SECTOR_LENGTH];

static int is_within(uint8_t area, size_t offset, size_t length) {
    return area < 2 && offset <= SECTOR_LENGTH && length <= SECTOR_LENGTH - offset;
}

static uint32_t read(void *context, uint8_t area, size_t offset, uint8_t *bytes, size_t length) {
    (void)context;
    if (!is_within(area, offset, length)) {
        return 1;
    }
    for (size_t at = 0; at < length; at++) {
        bytes[at] = sectors[area][offset + at];
    }
    return 0;
}

static uint32_t erase(void *context, uint8_t area) {
    (void)context;
    if (!is_within(area, 0, SECTOR_LENGTH)) {
        return 1;
    }
    for (size_t at = 0; at < SECTOR_LENGTH; at++) {
        sectors[area][at] = 0xff;
    }
    return 0;
}

static uint32_t write(void *context, uint8_t area, size_t offset, const uint8_t *bytes,
                      size_t length) {
    (void)context;
    if (!is_within(area, offset, length)) {
        return 1;
    }
    for (size_t at = 0; at < length; at++) {
        uint8_t *place = &sectors[area][offset + at];
        if (*place != 0xff && bytes[at] != 0) {
            return 1;
        }
        *place = bytes[at];
    }
    return 0;
}

dw_flash flash(void) {
    dw_flash two = {
        .area_length = SECTOR_LENGTH,
        .read = read,
        .erase = erase,
        .write = write,
    };
    return two;
}
