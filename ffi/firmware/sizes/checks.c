// Checks alone, without a ledger: day codes, FlexCodes, service codes, bulletins.
#include "inputs.h"

void program(void);

void program(void) {
    static dw_key key;
    static dw_zone zone;
    static dw_code code;
    static dw_id id;
    static dw_flex_terms terms;
    static dw_service_command command;
    static dw_bulletin bulletin;
    uint32_t date;
    uint8_t slot;
    sink = dw_day_read(&key, 7, &zone, now, 120, &code, &date, &slot);
    sink = dw_flex_read(&key, 10, now, 120, 0, &code, &terms);
    sink = dw_service_read(&key, &code, &command);
    sink = dw_bulletin_open(&key, &id, bytes, length, &bulletin);
}
