"""The specification's own samples: issued as they say, and read back."""

import unittest
from collections.abc import Iterator

import support

from doorward_reference import day, flex, service, zone
from doorward_reference.files.flex_code_file import window_of
from doorward_reference.files.service_code_file import command_of

FILES = {path.stem: path for path in sorted(support.SAMPLES.glob("*.json"))}


def sources(algorithm: str) -> Iterator[tuple[support.Members, support.Members]]:
    """Valid vectors of the samples and of the published file."""
    for data in (support.load(FILES[algorithm]), support.published(algorithm)):
        for group, test in support.vectors(data):
            if test["result"] == "valid":
                yield group, test


class SampleTests(unittest.TestCase):
    def test_there_is_a_sample_of_every_algorithm_of_the_specification(self) -> None:
        self.assertEqual(len(FILES), 14)
        self.assertLessEqual(set(FILES), set(support.FILES))

    def test_the_reference_agrees_with_every_sample(self) -> None:
        for name, path in FILES.items():
            for group, test in support.vectors(support.load(path)):
                evaluate = support.FILES[name].evaluate
                self.assertTrue(support.agrees(evaluate, group, test), (name, test["id"]))

    def test_samples_name_the_members_that_the_published_files_name(self) -> None:
        for name, path in FILES.items():
            shapes = []
            for data in (support.load(path), support.published(name)):
                shape = set()
                for group, test in support.vectors(data):
                    shape.add((tuple(sorted(group)), test["result"], tuple(sorted(test))))
                shapes.append(shape)
            with self.subTest(name):
                self.assertLessEqual(*shapes)

    def test_issued_day_codes_are_read(self) -> None:
        for group, test in sources("day-code"):
            noon = group["day"] * 86_400 + 43_200
            box, epoch, digits = bytes.fromhex(group["box_key"]), group["epoch"], group["digits"]
            found = day.read(box, epoch, digits, zone.fixed(0), 120, noon, test["code"])
            self.assertEqual(found, (group["day"], test["slot"]))

    def test_issued_flex_codes_are_read(self) -> None:
        for group, test in sources("flex-code"):
            window = window_of(test)
            box, epoch, digits = bytes.fromhex(group["box_key"]), group["epoch"], group["digits"]
            found = flex.read(box, epoch, digits, 120, window.op, window.start(), test["code"])
            self.assertEqual(found, window)

    def test_issued_service_codes_are_read(self) -> None:
        for group, test in sources("service-code"):
            told = command_of(test)
            if isinstance(told, service.SetClock):
                told = service.SetClock(told.instant - told.instant % 60)
            self.assertEqual(service.read(bytes.fromhex(group["box_key"]), test["code"]), told)

    def test_every_number_of_a_service_code_packs_and_unpacks(self) -> None:
        edges = (service.CANCEL_DAY_FIRST, service.SET_CLOCK_FIRST, service.RAISE_EPOCH_FIRST)
        for edge in (*edges, service.END):
            for payload in (edge - 1, edge - 2, edge // 3):
                self.assertEqual(service.pack(service.unpack(payload)), payload)


if __name__ == "__main__":
    unittest.main()
