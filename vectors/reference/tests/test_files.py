"""The published files: whole, true to their schemas and to the reference, and up to date."""

import re
import subprocess
import sys
import unittest

import mini_schema
import support

import generate
from doorward_reference.files import code_digest_file
from doorward_reference.files.container import KILLS, REFUSED, SCHEMA

DIGESTS = code_digest_file.FILE.algorithm
QUICK = 10_000
TOTAL_BYTES = 8_000_000


class FileTests(unittest.TestCase):
    def test_container(self) -> None:
        for name, file in support.FILES.items():
            with self.subTest(name):
                data = support.published(name)
                tests = [test for _, test in support.vectors(data)]
                self.assertEqual(data["schema"], SCHEMA)
                self.assertEqual((data["algorithm"], data["spec"]), (name, file.spec))
                self.assertEqual(data["numberOfTests"], len(tests))
                ids = [test["id"] for test in tests]
                self.assertEqual(len(ids), len(set(ids)))
                self.assertEqual(min(ids), 1)

    def test_every_flag_is_declared_and_used(self) -> None:
        for name in support.FILES:
            with self.subTest(name):
                data = support.published(name)
                used = {flag for _, test in support.vectors(data) for flag in test["flags"]}
                self.assertEqual(used, set(data["notes"]))

    def test_a_refused_vector_has_exactly_one_reason(self) -> None:
        for name in support.FILES:
            data = support.published(name)
            for _, test in support.vectors(data):
                reasons = [flag for flag in test["flags"] if data["notes"][flag].startswith(REFUSED)]
                wanted = 1 if test["result"] == "invalid" else 0
                self.assertEqual(len(reasons), wanted, (name, test["id"]))

    def test_no_two_vectors_are_the_same(self) -> None:
        for name in support.FILES:
            seen = set()
            for group, test in support.vectors(support.published(name)):
                content = {k: v for k, v in test.items() if k not in support.HEAD}
                seen.add(repr((group, content)))
            self.assertGreater(len(seen), 0.95 * support.published(name)["numberOfTests"], name)

    def test_notes_are_of_a_known_kind(self) -> None:
        for name in support.FILES:
            for flag, note in support.published(name)["notes"].items():
                self.assertRegex(flag, r"^[A-Z][A-Za-z0-9]+$")
                if name != DIGESTS:
                    self.assertTrue(note.startswith((REFUSED, KILLS)), (name, flag))

    def test_the_readme_lists_every_flag(self) -> None:
        readme = (support.VECTORS / "README.md").read_text("utf-8")
        for name, file in support.FILES.items():
            self.assertIn(f"`{name}.json`", readme)
            for flag, note in file.notes.items():
                rows = [line for line in readme.splitlines() if line.startswith(f"| `{flag}` | {note} |")]
                self.assertEqual(len(rows), 1, (name, flag))
                self.assertIn(name, rows[0].split(" | ")[-1].rstrip(" |").split(", "))

    def test_files_are_what_the_generator_writes(self) -> None:
        command = [sys.executable, str(support.REFERENCE / "generate.py"), "--check"]
        done = subprocess.run(
            [*command, "--digests-up-to", str(QUICK)], capture_output=True, text=True, check=False
        )
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))

    def test_size(self) -> None:
        paths = [*support.VECTORS.glob("*.json"), *support.SAMPLES.glob("*.json")]
        self.assertLess(sum(path.stat().st_size for path in paths), TOTAL_BYTES)


class GeneratorTests(unittest.TestCase):
    def test_a_changed_vector_is_noticed_by_its_id(self) -> None:
        file = support.FILES["renewal-code"]
        data = support.published("renewal-code")
        tests = data["groups"][0]["tests"]
        tests[0]["comment"] = "other words are allowed"
        self.assertEqual(generate.changed_ids(file, data), [])
        tests[1]["day"] += 1
        tests.pop()
        self.assertEqual(generate.changed_ids(file, data), [2, tests[-1]["id"] + 1])


class SchemaTests(unittest.TestCase):
    def schema(self, name: str) -> support.Members:
        return support.load(support.VECTORS / f"{name}.schema.json")

    def test_files_and_samples_are_valid(self) -> None:
        for name in support.FILES:
            with self.subTest(name):
                self.assertTrue(mini_schema.valid(support.published(name), self.schema(name)))
        for path in support.SAMPLES.glob("*.json"):
            with self.subTest(path.name):
                self.assertTrue(mini_schema.valid(support.load(path), self.schema(path.stem)))

    def test_every_object_is_closed(self) -> None:
        for name in support.FILES:
            for part in mini_schema.objects(self.schema(name)):
                self.assertIs(part["additionalProperties"], False)

    def test_a_stray_member_is_noticed(self) -> None:
        for name in support.FILES:
            schema = self.schema(name)
            for spoil in ("file", "group", "test"):
                data = support.published(name)
                group = data["groups"][0]
                {"file": data, "group": group, "test": group["tests"][0]}[spoil]["extra"] = 1
                self.assertFalse(mini_schema.valid(data, schema), (name, spoil))

    def test_patterns_are_anchored(self) -> None:
        text = "".join(path.read_text("utf-8") for path in support.VECTORS.glob("*.schema.json"))
        for pattern in re.findall(r'"pattern": "([^"]*)"', text):
            self.assertTrue(pattern.startswith("^") and pattern.endswith("$"), pattern)


if __name__ == "__main__":
    unittest.main()
