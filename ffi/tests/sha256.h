/* SHA-256 (FIPS 180-4), for comparing digests. */
#ifndef DOORWARD_SHA256_H
#define DOORWARD_SHA256_H

#include <stddef.h>
#include <stdint.h>

#define SHA256_LEN 32

struct sha256 {
    uint64_t length;
    uint32_t state[8];
    uint8_t block[64];
};

void sha256_begin(struct sha256 *sha);
void sha256_add(struct sha256 *sha, const uint8_t *bytes, size_t length);
void sha256_end(struct sha256 *sha, uint8_t digest[SHA256_LEN]);

#endif
