"""Grants, bulletins and the audit log: the specification's worked examples and what follows from them."""

import unittest

import support

from doorward_reference import audit, bits, grant, keys, proof
from doorward_reference.audit import Entry, Log
from doorward_reference.engine import bulletin
from doorward_reference.files.audit_file import ROOT, code_subject
from doorward_reference.files.grant_inputs import BOX, EXAMPLE, body_of
from doorward_reference.refused import Refused

ID = "LB-00012345"


def example(algorithm: str) -> list[support.Members]:
    """The tests of a file's first group, which holds the worked example."""
    return support.published(algorithm)["groups"][0]["tests"]


class GrantTests(unittest.TestCase):
    def issued(self) -> grant.Held:
        return grant.issue(BOX, body_of({"lockbox": ID, "epoch": 1}, EXAMPLE))

    def test_worked_example(self) -> None:
        self.assertEqual(keys.box_key(ROOT, ID, 0), BOX)
        held = self.issued()
        first = grant.narrow(held, bytes.fromhex("0208000000006a0909b0"))
        second = grant.narrow(first, bytes.fromhex("03020001"))
        tags = [each.tag.hex() for each in (held, first, second)]
        self.assertEqual(tags, [test["tag"] for test in example("grant")])
        self.assertEqual([tag[:8] for tag in tags], ["e7a8b829", "df0bb304", "a7f0cf74"])
        self.assertEqual(tags[2][-8:], "d66f7892")
        text = grant.write(second)
        self.assertTrue(text.startswith("dwg1.AQAJAAAAAQAAAAGgoaKjpKWmp6ipqqusra6vsLGy"))
        self.assertTrue(text.endswith("aYQYsz4cKuFZu8e2gRxzd4-sUO5oHvcv1m94kg"))
        self.assertEqual(grant.read(text), (body_of({"lockbox": ID, "epoch": 1}, EXAMPLE), second))

    def test_worked_example_of_the_proof(self) -> None:
        (test,) = example("grant-proof")
        self.assertEqual(test["challenge"], "60c310324b015172d816a57863073026")
        self.assertEqual(test["proof"], "22cdd3c25c389f1d87e285c0e8d3237c4f1bb000a190504da5ac76c9715ec13c")
        self.assertEqual(test["ack"], "595e237409786de809ae410ef9eb5d861e15b45081491629861aff343750d8d8")
        self.assertEqual(test["tag"], example("grant")[2]["tag"])

    def test_a_ninth_caveat_is_refused(self) -> None:
        held = self.issued()
        for _ in range(grant.MOST_CAVEATS):
            held = grant.narrow(held, bytes.fromhex("03020001"))
        with self.assertRaises(Refused):
            grant.narrow(held, bytes.fromhex("03020001"))

    def test_base64url_of_every_length_is_read_back_and_its_other_spellings_are_not(self) -> None:
        for length in range(1, 40):
            data = bytes(range(200, 200 + length))
            text = grant.encode(data)
            self.assertEqual(grant.decode(text), data)
            spellings = [text[:-1] + last for last in grant.ALPHABET if last != text[-1]]
            for other in spellings:
                try:
                    self.assertNotEqual(grant.decode(other), data)
                except Refused:
                    pass

    def test_every_operation_has_the_arguments_of_the_specification(self) -> None:
        allowed = {(op, size) for op, sizes in proof.ARGUMENT_BYTES.items() for size in sizes}
        self.assertEqual(allowed, {(1, 0), (2, 0), (4, 0), (8, 32), (16, 0), (16, 4)})

    def test_invalid_texts_are_refused_for_the_reason_that_they_name(self) -> None:
        for _, test in support.vectors(support.published("grant")):
            if test["result"] == "invalid":
                with self.assertRaises(Refused) as caught:
                    grant.read(test["token"])
                self.assertIn(caught.exception.reason, test["flags"], test["id"])


class BulletinTests(unittest.TestCase):
    def test_worked_example(self) -> None:
        carried, live = (bytes.fromhex(test["message"]) for test in example("bulletin"))
        self.assertEqual(len(carried), 115)
        self.assertEqual(carried[-32:].hex(), "4465747f9aa7ef630dda722d557d00b3c4647a56b5c51f0f12ffdf6e5ceda683")
        self.assertEqual(live[-32:].hex(), "8c5845bcf90e3bc3248051888c3b14e69810e8945cfa213490478be385a2d7b1")
        self.assertEqual(live[27:43].hex(), "60c310324b015172d816a57863073026")

    def test_messages_that_are_not_flagged_forged_have_a_right_tag(self) -> None:
        for group, test in support.vectors(support.published("bulletin")):
            if "Forged" not in test["flags"] and "under that box's key" not in test["comment"]:
                key = keys.purpose_key(bytes.fromhex(group["box_key"]), "bulletin", 0)
                self.assertTrue(bulletin.is_genuine(key, bytes.fromhex(test["message"])), test["id"])


class AuditTests(unittest.TestCase):
    def test_worked_example(self) -> None:
        log = Log(ROOT, ID, 0)
        self.assertEqual(log.key_at(0).hex()[:16], "617130cbe30494a8")
        self.assertEqual(log.key_at(1).hex()[:16], "f493cdc1021dfbe0")
        first, second = example("audit")
        self.assertEqual(first["row"][-32:], "024c11054d40a0a616480cbae3262813")
        self.assertEqual(first["head"], "00000001000000006a08a3bc07090abdc9ff056edf378a7c9aad35a9")
        self.assertEqual(second["subject"], "02000000000f149a00000c1a00000000")
        self.assertEqual(second["row"][-32:], "1353dbc8e610f4a6a2e3afbd81f188cd")

    def test_rows_are_checked_one_by_one_in_any_order(self) -> None:
        log = Log(ROOT, ID, 3)
        entries = [Entry(i, 1, 100 + i, 2, 0, 4, 1, code_subject(1, 0, i, 0), i) for i in range(6)]
        rows = [audit.row(log, entry) for entry in entries]
        for i in (4, 0, 5, 2):
            self.assertEqual(audit.verify_row(log, rows[i]), entries[i])
        self.assertEqual(audit.verify_head(log, audit.head(log, 6, 105)), (6, 105))
        with self.assertRaises(Refused):
            audit.verify_row(log, bits.u32(3) + rows[4][4:])

    def test_no_invalid_row_or_head_asks_for_many_steps(self) -> None:
        for _, test in support.vectors(support.published("audit")):
            if test["result"] == "invalid":
                stated = bytes.fromhex(test.get("row", test.get("head")))[:4]
                self.assertLess(int.from_bytes(stated, "big"), 1_000, test["id"])


if __name__ == "__main__":
    unittest.main()
