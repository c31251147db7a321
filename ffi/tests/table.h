/* How an exported function and its good arguments are written down. */
#ifndef DOORWARD_TABLE_H
#define DOORWARD_TABLE_H

#include "values.h"

#define CALL(name, ...)                                          \
    static dw_result call_##name(void *const *p, const size_t *n) \
    {                                                            \
        (void)p;                                                 \
        (void)n;                                                 \
        return name(__VA_ARGS__);                                \
    }

#define OF(kind, type, good, count) {kind, sizeof(type), _Alignof(type), good, count}
#define KEY(value) OF(INPUT, struct dw_key, &(value), 1)
#define ID OF(INPUT, struct dw_id, &id, 1)
#define ZONE OF(INPUT, struct dw_zone, &zone, 1)
#define CODE(value) OF(INPUT, struct dw_code, &(value), 1)
#define NONCE(value) OF(INPUT, struct dw_nonce, &(value), 1)
#define SOME(type, value) OF(INPUT, struct type, &(value), 1)
#define BYTES(values, count) OF(BUFFER, uint8_t, values, count)
#define ROWS OF(RING, struct dw_row, rows, DW_RING_MIN_ROWS)
#define STORE OF(FUNCTIONS, struct dw_store, &store, 1)
#define OUT(type) OF(OUTPUT, type, NULL, 1)
#define OUT_PADDED(type) OF(PADDED, type, NULL, 1)
#define A_BOX OF(STATE, struct dw_lockbox, &BOX, 1)
#define A_LOG OF(STATE, struct dw_audit_log, &LOG, 1)
#define A_JOURNAL OF(STATE, struct dw_journal, &JOURNAL, 1)
#define A_TRANSFER OF(STATE, struct dw_transfer, &TRANSFER, 1)
#define FIRMWARE OF(FUNCTIONS, struct dw_firmware_store, &firmware_store, 1)
#define DECISION OUT_PADDED(struct dw_decision)

#define FUNCTION(name, expected, ...) {#name, call_##name, expected, {__VA_ARGS__}}

#define THE_LAST {NULL, NULL, DW_OK, {{NONE, 0, 0, NULL, 0}}}

#endif
