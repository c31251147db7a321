"""The rules of the issuing side: facts in, a ruling with every reason and obligation out.

=============== ==================================================================================
issuance        may this issuer give this recipient access to this box, by this method?
status_gate     who may be let in at all, and what ends with a change of status?
appointment     who may ask for, approve, move and end a showing, and what follows?
single_key      which of a member's app and card opens boxes today?
renewal         may this card be renewed, and until when is it then good?
=============== ==================================================================================

Facts are the dataclasses of each module, or mappings in the form of its JSON, in which instants may
be aware datetimes and days dates. Facts that make no sense raise :class:`doorward.RuleError`; what
makes sense and may not be done is a ruling that denies it, with every reason and what each needs.
"""

from doorward.policy import appointment, issuance, renewal, single_key, status_gate
from doorward.policy._common import AccessHours, Window

__all__ = [
    "AccessHours",
    "Window",
    "appointment",
    "issuance",
    "renewal",
    "single_key",
    "status_gate",
]
