"""Every flag that names a mistake gives the mistake away."""

import unittest

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
import support

from doorward_reference.files.container import KILLS

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
