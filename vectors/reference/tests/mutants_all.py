"""Every mistake that a flag names, of all files."""

import mutants_appointment
import mutants_cards
import mutants_connections
import mutants_day
import mutants_flex
import mutants_grant
import mutants_issuance
import mutants_keys
import mutants_log
import mutants_market
import mutants_market_chains
import mutants_market_fields
import mutants_market_keys
import mutants_market_leads
import mutants_messages
import mutants_presenting
import mutants_service
import mutants_session
import mutants_session_rules
import mutants_status_gate
import mutants_zone

MUTANTS = [
    *mutants_keys.MUTANTS,
    *mutants_day.MUTANTS,
    *mutants_flex.MUTANTS,
    *mutants_service.MUTANTS,
    *mutants_zone.MUTANTS,
    *mutants_grant.MUTANTS,
    *mutants_messages.MUTANTS,
    *mutants_session.MUTANTS,
    *mutants_session_rules.MUTANTS,
    *mutants_connections.MUTANTS,
    *mutants_presenting.MUTANTS,
    *mutants_log.MUTANTS,
    *mutants_issuance.MUTANTS,
    *mutants_status_gate.MUTANTS,
    *mutants_appointment.MUTANTS,
    *mutants_cards.MUTANTS,
    *mutants_market.MUTANTS,
    *mutants_market_chains.MUTANTS,
    *mutants_market_fields.MUTANTS,
    *mutants_market_leads.MUTANTS,
    *mutants_market_keys.MUTANTS,
]
