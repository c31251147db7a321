"""Every flag that names a mistake gives the mistake away."""

import unittest

import support
from mutants_all import MUTANTS

from doorward_reference.files.container import KILLS


class MutantTests(unittest.TestCase):
    def test_every_mutant_fails_and_every_flag_is_earned(self) -> None:
        """Each mistake fails some vector of its flag; each flagged vector is failed by some mistake."""
        unearned: dict[tuple[str, str], dict[int, tuple[support.Members, support.Members]]] = {}
        for name in support.FILES:
            for group, test in support.vectors(support.published(name)):
                for flag in test["flags"]:
                    unearned.setdefault((name, flag), {})[test["id"]] = (group, test)
        marked = {key: dict(tests) for key, tests in unearned.items()}
        for mutant in MUTANTS:
            key = (mutant.algorithm, mutant.flag)
            with self.subTest(algorithm=key[0], flag=key[1]), mutant.alive() as evaluate:
                tests = marked[key]
                failed = [i for i, vector in tests.items() if not support.agrees(evaluate, *vector)]
                self.assertTrue(failed, f"survives {list(tests)}")
                for number in failed:
                    unearned[key].pop(number, None)
        for mutant in MUTANTS:
            left = unearned[mutant.algorithm, mutant.flag]
            self.assertEqual(list(left), [], (mutant.algorithm, mutant.flag))

    def test_every_named_mistake_is_tried(self) -> None:
        covered = {(mutant.algorithm, mutant.flag) for mutant in MUTANTS}
        named = {
            (name, flag)
            for name, file in support.FILES.items()
            for flag, note in file.notes.items()
            if note.startswith(KILLS)
        }
        self.assertEqual(named, covered)

    def test_patches_are_undone(self) -> None:
        for mutant in MUTANTS:
            before = [getattr(owner, name) for owner, name, _ in mutant.patches]
            with mutant.alive():
                pass
            self.assertEqual(before, [getattr(owner, name) for owner, name, _ in mutant.patches])


if __name__ == "__main__":
    unittest.main()
