/* The exported functions of the market and of an association, and good arguments of each. */
#include "table.h"

CALL(dw_market_status, p[0], n[0], p[1])
CALL(dw_market_date, p[0], n[0], p[1])
CALL(dw_market_rules_generic, p[0])
CALL(dw_market_rules_preset, p[0], n[0], p[1])
CALL(dw_market_rules_at, p[0], n[0], DATE, p[1], p[2])
CALL(dw_market_answer, p[0], p[1], p[2], n[2], p[3])
CALL(dw_market_chain, p[0], p[1], p[2], n[2], p[3], n[3], p[4])
CALL(dw_market_gaps, p[0], p[1], p[2], n[2], p[3], n[3], p[4])
CALL(dw_market_keys, p[0], p[1])
CALL(dw_market_properties, p[0], p[1], 1, DW_KNOWN_BY_PARCEL_THEN_ADDRESS, p[2], n[2], p[3])
CALL(dw_market_lead, p[0], p[1], p[2], n[2], p[3])
CALL(dw_policy_key_first, p[0], NOW, p[1])
CALL(dw_policy_key_step, p[0], 960, p[1], NOW, DW_KEY_OPEN_APP, 0, p[2])
CALL(dw_policy_renewal_default, p[0])
CALL(dw_policy_renewal, p[0], p[1], p[2], p[3], n[3], p[4])
CALL(dw_name_make, p[0], n[0], p[1])
CALL(dw_policy_status, p[0], n[0], p[1])
CALL(dw_policy_access, 3, 1, 0, p[0])
CALL(dw_policy_gate_default, p[0])
CALL(dw_policy_gate, p[0], p[1], p[2], n[2], p[3], n[3], p[4], n[4], p[5], p[6])
CALL(dw_appointment_rules_default, p[0], p[1])
CALL(dw_appointment_judge, p[0], p[1], n[1], p[2], p[3], n[3], 1, 0, p[4], p[5], n[5], p[6])
CALL(dw_appointment_admit, p[0], p[1], p[2], p[3], NOW, p[4])
CALL(dw_appointment_terms, p[0], p[1], 0, p[2])
CALL(dw_appointment_receive, p[0], p[1], p[2])
CALL(dw_typed_make, p[0], n[0], p[1])
CALL(dw_issuance_settings_default, p[0], p[1])
CALL(dw_issuance_judge, p[0], p[1], n[1], p[2], p[3], p[4], p[5], n[5], p[6], n[6], p[7], n[7], p[8])

#define RULES OF(INPUT, struct dw_market_rules, &rules, 1)
#define HISTORY OF(FUNCTIONS, struct dw_market_history, &history, 1)
#define WORK_WORDS (DW_MARKET_LISTING_WORDS + 2 * DW_MARKET_ROW_WORDS)
#define WORK_MEMORY OF(WORK, uint64_t, NULL, WORK_WORDS)

const struct function FUNCTIONS_OF_RULES[] = {
    FUNCTION(dw_market_status, DW_OK, BYTES("Coming Soon", 11), OUT(uint8_t)),
    FUNCTION(dw_market_date, DW_OK, BYTES("2026-05-16", 10), OUT(int32_t)),
    FUNCTION(dw_market_rules_generic, DW_OK, OUT(struct dw_market_rules)),
    FUNCTION(dw_market_rules_preset, DW_OK, BYTES("generic", 7), OUT(struct dw_market_rules)),
    FUNCTION(dw_market_rules_at, DW_MARKET_UNKNOWN_FAMILY, BYTES("nobody", 6),
             OUT(struct dw_market_rules), OUT(uint32_t)),
    FUNCTION(dw_market_answer, DW_OK, RULES, HISTORY, WORK_MEMORY,
             OUT(struct dw_market_outcome)),
    FUNCTION(dw_market_chain, DW_OK, RULES, HISTORY, WORK_MEMORY, OF(MANY, uint32_t, NULL, 2),
             OUT(size_t)),
    FUNCTION(dw_market_gaps, DW_OK, RULES, HISTORY, WORK_MEMORY,
             OF(MANY, struct dw_market_gap, NULL, 2), OUT(size_t)),
    FUNCTION(dw_market_keys, DW_OK, OF(FUNCTIONS, struct dw_property_record, &property_record, 1),
             OUT(struct dw_property_keys)),
    FUNCTION(dw_market_properties, DW_OK,
             OF(FUNCTIONS, struct dw_property_record, &property_record, 1),
             SOME(dw_property_keys, property_keys), OF(WORK, uint64_t, NULL, DW_PROPERTY_WORDS),
             OUT(struct dw_property)),
    FUNCTION(dw_market_lead, DW_OK, HISTORY, SOME(dw_lead_facts, lead_facts), WORK_MEMORY,
             OUT(struct dw_lead)),
    FUNCTION(dw_policy_key_first, DW_OK, ZONE, OUT(struct dw_key_state)),
    FUNCTION(dw_policy_key_step, DW_OK, ZONE, SOME(dw_key_state, key_state),
             OUT(struct dw_key_ruling)),
    FUNCTION(dw_policy_renewal_default, DW_OK, OUT(struct dw_renewal_parameters)),
    FUNCTION(dw_policy_renewal, DW_OK, ZONE, SOME(dw_renewal_parameters, renewal_parameters),
             SOME(dw_renewal_request, renewal_request), OF(BUFFER, uint32_t, phone_days, 2),
             OUT(struct dw_renewal_ruling)),
    FUNCTION(dw_name_make, DW_OK, BYTES("L-1", 3), OUT(struct dw_name)),
    FUNCTION(dw_policy_status, DW_OK, BYTES("Active", 6), OUT(uint8_t)),
    FUNCTION(dw_policy_access, DW_OK, OUT(uint8_t)),
    FUNCTION(dw_policy_gate_default, DW_OK, OUT(struct dw_gate_parameters)),
    FUNCTION(dw_policy_gate, DW_OK, SOME(dw_gate_parameters, gate_parameters),
             SOME(dw_gate_change, gate_change), OF(BUFFER, struct dw_gate_grant, &gate_grant, 1),
             OF(BUFFER, struct dw_gate_code, &gate_code, 1), OF(WORK, uint64_t, NULL, 2 * DW_GATE_WORDS),
             OF(OUTPUT, struct dw_gate_fate, NULL, 2), OUT(struct dw_gate_ruling)),
    FUNCTION(dw_appointment_rules_default, DW_OK, ZONE, OUT(struct dw_appointment_rules)),
    FUNCTION(dw_appointment_judge, DW_OK, SOME(dw_appointment_rules, appointment_rules),
             OF(BUFFER, struct dw_window, &blocked, 1), SOME(dw_appointment, appointment),
             OF(BUFFER, struct dw_appointment_other, &other, 1),
             SOME(dw_appointment_event, event),
             OF(WORK, uint64_t, NULL, 2 * DW_APPOINTMENT_WORDS),
             OUT(struct dw_appointment_step)),
    FUNCTION(dw_appointment_admit, DW_OK, SOME(dw_appointment_rules, appointment_rules),
             SOME(dw_appointment, appointment), SOME(dw_name, name), SOME(dw_name, name),
             OUT(struct dw_admission)),
    FUNCTION(dw_appointment_terms, DW_OK, SOME(dw_appointment_rules, appointment_rules),
             SOME(dw_appointment, appointment), OUT(struct dw_appointment_grant)),
    FUNCTION(dw_appointment_receive, DW_OK, SOME(dw_appointment_record, record),
             SOME(dw_appointment_record, record), OUT(struct dw_receipt)),
    FUNCTION(dw_typed_make, DW_OK, BYTES("Ana", 3), OUT(struct dw_typed)),
    FUNCTION(dw_issuance_settings_default, DW_OK, SOME(dw_name, name),
             OUT(struct dw_issuance_settings)),
    FUNCTION(dw_issuance_judge, DW_OK, SOME(dw_issuance_settings, settings),
             OF(BUFFER, struct dw_name, &name, 1), SOME(dw_issuance_request, request),
             SOME(dw_issuance_facts, facts), SOME(dw_issuance_ledger, ledger),
             OF(BUFFER, struct dw_issuance_day_row, &day_row, 1),
             OF(BUFFER, struct dw_issuance_flex_row, &flex_row, 1),
             OF(WORK, uint64_t, NULL, 3 * DW_ISSUANCE_WORDS), OUT(struct dw_issuance_ruling)),
    THE_LAST,
};
