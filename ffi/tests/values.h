/* What every function may be given. */
#ifndef DOORWARD_VALUES_H
#define DOORWARD_VALUES_H

#include "arguments.h"

enum { NOW = 1778951000, DATE = 20589, EPOCH = 1 };

extern const uint8_t ID_TEXT[12];
extern struct dw_key root, box_key, day_root, day_key, flex_key, grant_key, service_key;
extern struct dw_key bulletin_key, challenge_key, first_audit, credential_key, tag;
extern struct dw_id id;
extern struct dw_code day_code, flex_code, service_code, renewal_code;
extern struct dw_flex_terms terms;
extern struct dw_code_profile codes;
extern struct dw_question question;
extern struct dw_guess_parameters guess;
extern struct dw_zone zone;
extern struct dw_zone_change start, end;
extern struct dw_grant_body body;
extern struct dw_grant grant;
extern struct dw_caveat caveat;
extern struct dw_nonce nonce, challenge;
extern struct dw_presentation presentation;
extern uint8_t acknowledgement[DW_KEY_LEN];
extern struct dw_bulletin bulletin;
extern struct dw_bulletin_message message;
extern struct dw_revoked revoked[3];
extern struct dw_limits limits;
extern struct dw_limits_bytes limits_bytes;
extern struct dw_profile profile;
extern struct dw_entry entry;
extern struct dw_row row, rows[DW_RING_MIN_ROWS];
extern struct dw_head head;
extern struct dw_status_line line;
extern struct dw_flash flash;
extern struct dw_snapshot snapshot;
/* A listing that was on the market, and rules to count its days by. */
extern struct dw_market_rules rules;
extern struct dw_market_listing listing;
extern struct dw_market_row market_rows[2];
extern struct dw_market_history history;
extern struct dw_lead_facts lead_facts;
extern struct dw_property_record property_record;
extern struct dw_property_keys property_keys;

extern struct dw_key_state key_state;
extern struct dw_renewal_parameters renewal_parameters;
extern struct dw_renewal_request renewal_request;
extern uint32_t phone_days[2];

extern struct dw_gate_parameters gate_parameters;
extern struct dw_gate_change gate_change;
extern struct dw_gate_grant gate_grant;
extern struct dw_gate_code gate_code;

extern struct dw_name name;
extern struct dw_appointment_rules appointment_rules;
extern struct dw_window blocked;
extern struct dw_appointment appointment;
extern struct dw_appointment_other other;
extern struct dw_appointment_event event;
extern struct dw_appointment_record record;

extern struct dw_issuance_settings settings;
extern struct dw_issuance_request request;
extern struct dw_issuance_facts facts;
extern struct dw_issuance_ledger ledger;
extern struct dw_issuance_day_row day_row;
extern struct dw_issuance_flex_row flex_row;

/* An image of 100 bytes in four pieces, and where a box keeps it. */
extern uint8_t firmware_image[100];
extern uint8_t firmware_manifest[203];
extern struct dw_release release;
extern struct dw_signer signer;
extern struct dw_firmware_store firmware_store;
void make_firmware(void);

/* How the opaque structs are made and ended. */
extern const struct state TRANSFER;
extern const struct state BOX;
extern const struct state LOG;
extern const struct state JOURNAL;

#endif
