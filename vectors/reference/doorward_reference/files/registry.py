"""The published files, in the order of the specification."""

from . import (
    audit_file,
    bulletin_file,
    code_digest_file,
    day_code_file,
    day_code_issue_file,
    day_code_reading_file,
    day_code_zone_reading_file,
    flex_code_file,
    flex_code_issue_file,
    flex_code_reading_file,
    grant_file,
    grant_proof_file,
    keys_file,
    lockbox_session_file,
    numeral_cipher_file,
    renewal_code_file,
    service_code_file,
    service_code_reading_file,
    zone_file,
)
from .container import VectorFile

MODULES = (
    keys_file,
    day_code_file,
    day_code_reading_file,
    day_code_issue_file,
    numeral_cipher_file,
    flex_code_file,
    flex_code_reading_file,
    flex_code_issue_file,
    service_code_file,
    service_code_reading_file,
    renewal_code_file,
    zone_file,
    day_code_zone_reading_file,
    grant_file,
    grant_proof_file,
    bulletin_file,
    lockbox_session_file,
    audit_file,
    code_digest_file,
)
FILES: dict[str, VectorFile] = {module.FILE.algorithm: module.FILE for module in MODULES}
