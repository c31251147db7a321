// One key from another: HMAC-SHA-256 of a short message, key block included.
#include "inputs.h"

void program(void);

void program(void) {
    static dw_key key, derived;
    sink = dw_key_day(&key, (uint32_t)length, &derived);
}
