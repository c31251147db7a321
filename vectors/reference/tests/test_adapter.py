"""The adapter, driven as a runner drives it: as a process, with requests made from the published files.

The tests of mistakes try a dozen vectors of each file that the mistake is not in. All of them, which
takes minutes, with DOORWARD_PROVE=1.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import inputs_outputs
import support

ADAPTER = support.REFERENCE / "adapter.py"
DIGESTS_UP_TO = 10_000
WHOLE = os.environ.get("DOORWARD_PROVE") == "1"
DOZEN = 12
SECONDS = 600

GROUPS = {
    "issuer": {
        "keys", "day-code", "day-code-issue", "numeral-cipher", "flex-code", "flex-code-issue", "service-code",
        "renewal-code", "code-digest", "grant", "bulletin", "issuance", "status-gate", "appointment",
        "single-key", "renewal-policy",
    },
    "box": {
        "keys", "zone", "numeral-cipher", "day-code-reading", "day-code-zone-reading", "flex-code-reading",
        "service-code-reading", "grant-proof", "bulletin", "audit", "lockbox-session",
    },
    "phone": {"grant", "grant-proof", "single-key", "zone"},
    "market": {"market", "market-fields", "market-leads", "market-keys"},
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    algorithm: str
    number: int
    flags: tuple[str, ...]
    group: support.Members
    inputs: support.Members
    outputs: support.Members | None

    def request(self, n: int) -> support.Members:
        asked = {"request": "test", "n": n, "algorithm": self.algorithm}
        return asked | {"group": self.group, "test": self.inputs}

    def passed(self, answer: support.Members) -> bool:
        if self.outputs is None:
            return answer.get("refused") is True and answer.keys() <= {"n", "refused", "reason"}
        return answer.keys() == {"n", "outputs"} and same(answer["outputs"], self.outputs)


def same(one: Any, other: Any) -> bool:
    """Equal as JSON values: in Python, true is equal to 1."""
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def every_case() -> list[Case]:
    rows = inputs_outputs.table()
    cases = []
    for name in support.FILES:
        for group, test in support.vectors(support.published(name)):
            if test.get("count", 0) <= DIGESTS_UP_TO:
                split = inputs_outputs.split(inputs_outputs.row_of(rows, name, group), test)
                cases.append(Case(name, test["id"], tuple(test["flags"]), group, *split))
    return cases


CASES = every_case()


def converse(lines: list[bytes], *options: str, adapter: Path = ADAPTER) -> list[support.Members]:
    done = subprocess.run(
        [sys.executable, str(adapter), *options],
        input=b"".join(line + b"\n" for line in lines),
        capture_output=True,
        check=False,
        timeout=SECONDS,
    )
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def run(cases: list[Case], *options: str, adapter: Path = ADAPTER) -> list[Case]:
    """The cases that fail."""
    lines = [json.dumps(case.request(n)).encode() for n, case in enumerate(cases)]
    answers = converse(lines, *options, adapter=adapter)
    assert [answer["n"] for answer in answers] == list(range(len(cases)))
    return [case for case, answer in zip(cases, answers, strict=True) if not case.passed(answer)]


def named_mutants() -> list[support.Members]:
    listed = subprocess.run(
        [sys.executable, str(ADAPTER), "--mutants"], capture_output=True, check=True, timeout=SECONDS
    )
    return [json.loads(line) for line in listed.stdout.splitlines()]


class TableTests(unittest.TestCase):
    def test_the_readme_names_what_stands_in_every_file(self) -> None:
        rows = inputs_outputs.table()
        met: dict[tuple[str, str | None], list[set[str]]] = {key: [set(), set()] for key in rows}
        for name in support.FILES:
            for group, test in support.vectors(support.published(name)):
                row = inputs_outputs.row_of(rows, name, group)
                members = set(test) - set(support.HEAD)
                allowed = row.inputs | row.outputs
                if test["result"] == "invalid":
                    allowed = inputs_outputs.TO_BE_REFUSED.get(name, row.inputs)
                self.assertLessEqual(members, allowed, (name, test["id"]))
                self.assertLessEqual(set(group), row.group, (name, test["id"]))
                for seen, found in zip(met[name, group.get("function")], (group, members), strict=True):
                    seen.update(found)
        for key, (groups, tests) in met.items():
            row = rows[key]
            # What `steps` of a session have inside is named in the cell of the outputs.
            inside = set(inputs_outputs.OUTCOME) if key[0] == "lockbox-session" else set()
            self.assertEqual(groups, row.group, key)
            self.assertEqual(tests, (row.inputs | row.outputs) - inside, key)

    def test_members_are_left_out_only_where_the_readme_says_so(self) -> None:
        varying = {"service-code", "service-code-reading", "lockbox-session"}
        rows = inputs_outputs.table()
        for name in support.FILES.keys() - varying:
            for group, test in support.vectors(support.published(name)):
                row = inputs_outputs.row_of(rows, name, group)
                wanted = row.inputs | row.outputs
                if test["result"] == "invalid":
                    wanted = row.inputs
                    if name in inputs_outputs.TO_BE_REFUSED:
                        continue
                self.assertEqual(set(test) - set(support.HEAD), wanted, (name, test["id"]))

    def test_every_file_belongs_to_a_group(self) -> None:
        self.assertEqual(set.union(*GROUPS.values()), set(support.FILES))


class AdapterTests(unittest.TestCase):
    def test_every_published_vector_passes_without_the_files_at_hand(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            away = Path(folder) / ADAPTER.name
            shutil.copy(ADAPTER, away)
            package = "doorward_reference"
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(support.REFERENCE / package, away.parent / package, ignore=ignored)
            self.assertEqual(run(CASES, adapter=away), [])

    def test_a_digest_is_of_the_key_that_is_asked_about(self) -> None:
        case = next(case for case in CASES if case.algorithm == "code-digest")
        other = case.request(0) | {"group": case.group | {"box_key": "07" * 32}}
        first, second = converse([json.dumps(asked).encode() for asked in (case.request(0), other)])
        self.assertTrue(case.passed(first))
        self.assertNotEqual(first["outputs"], second["outputs"])

    def test_it_answers_at_once_and_ends_with_its_input(self) -> None:
        asked = {"request": "describe", "protocol": "doorward-adapter/1"}
        with subprocess.Popen(
            [sys.executable, str(ADAPTER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        ) as process:
            late = threading.Timer(60, process.kill)
            late.start()
            try:
                assert process.stdin and process.stdout
                process.stdin.write(json.dumps(asked).encode() + b"\n")
                process.stdin.flush()
                described = json.loads(process.stdout.readline())
                for n in (0, 1):
                    process.stdin.write(json.dumps(CASES[n].request(n)).encode() + b"\n")
                    process.stdin.flush()
                    self.assertTrue(CASES[n].passed(json.loads(process.stdout.readline())))
                process.stdin.close()
                self.assertEqual((process.stdout.read(), process.wait()), (b"", 0))
            finally:
                late.cancel()
        self.assertEqual(described["protocol"], asked["protocol"])
        self.assertEqual(set(described["capabilities"]), set(GROUPS))
        self.assertNotIn("except", described)

    def test_no_line_ends_the_conversation(self) -> None:
        good = CASES[0].request(7)
        without_number = {name: value for name, value in good.items() if name != "n"}
        numbered: list[support.Members] = [
            good | {"algorithm": "no-such-file"},
            good | {"algorithm": ["keys"]},
            good | {"group": []},
            good | {"test": None},
            good | {"test": {}},
            good | {"test": dict.fromkeys(CASES[0].inputs)},
            good | {"request": "tests"},
        ]
        unnumbered: list[support.Members] = [
            without_number,
            good | {"n": -1},
            good | {"n": True},
            good | {"n": 7.0},
            good | {"n": "7"},
            {"request": "describe", "protocol": "doorward-adapter/2"},
            {"request": "describe"},
            {},
        ]
        raw = [b"", b"   ", b"no json", b"[]", b"7", b'{"n": 7', b'{"n": NaN}', b"\xff\xfe", b"[" * 100_000]
        lines = [json.dumps(asked).encode() for asked in (*numbered, *unnumbered)] + raw
        lines += [b'{"request": "test", "n": ' + b"9" * 5_000 + b"}", json.dumps(good).encode()]
        *answers, last = converse(lines)
        self.assertEqual(len(answers), len(lines) - 1)
        self.assertTrue(CASES[0].passed(last))
        for place, answer in enumerate(answers):
            wanted = {"n", "error"} if place < len(numbered) else {"error"}
            self.assertEqual(answer.keys(), wanted, lines[place][:80])
            self.assertEqual(answer.get("n", 7), 7)


class MutantTests(unittest.TestCase):
    def test_the_named_mistakes_are_of_every_group_and_named_by_their_notes(self) -> None:
        listed = named_mutants()
        self.assertGreaterEqual(len({each["mutant"] for each in listed}), 10)
        self.assertEqual(len({each["mutant"] for each in listed}), len(listed))
        for files in GROUPS.values():
            self.assertTrue(files & {each["algorithm"] for each in listed})
        for each in listed:
            note = support.FILES[each["algorithm"]].notes[each["flag"]]
            self.assertEqual(note, f"Wrong implementation: {each['mistake']}")

    def test_a_mistake_fails_its_flag_and_no_other_file(self) -> None:
        for each in named_mutants():
            own = [case for case in CASES if case.algorithm == each["algorithm"]]
            flagged = [case for case in own if each["flag"] in case.flags]
            others = [case for case in CASES if case.algorithm != each["algorithm"]]
            if not WHOLE:
                others = a_dozen_of_each(others)
            with self.subTest(each["mutant"]):
                failed = run(flagged + others, "--mutant", each["mutant"])
                self.assertTrue(failed)
                self.assertEqual([case for case in failed if case not in flagged], [])

    def test_a_name_of_no_mistake_is_refused(self) -> None:
        for name in ("Modulo", "day-code/NoSuchFlag", "zone/BadMonth", "no-such-file/Modulo", ""):
            done = subprocess.run(
                [sys.executable, str(ADAPTER), f"--mutant={name}"],
                stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=SECONDS,
            )  # fmt: skip
            self.assertEqual((done.returncode, done.stdout), (2, b""), name)


def a_dozen_of_each(cases: list[Case]) -> list[Case]:
    chosen = []
    for name in support.FILES:
        own = [case for case in cases if case.algorithm == name and case.inputs.get("count", 0) <= 100]
        chosen += own[:: max(1, -(-len(own) // DOZEN))]
    return chosen


if __name__ == "__main__":
    unittest.main()
