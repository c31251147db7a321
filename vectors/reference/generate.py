"""Writes the published vectors and their schemas, or checks that they are what would be written.

    python3 vectors/reference/generate.py                 write everything
    python3 vectors/reference/generate.py --check         write nothing; exit 1 naming what differs
    ... --only NAME                                       one algorithm; may be repeated
    ... --digests-up-to N                                 recompute digests of at most N codes, and
                                                          take the larger ones from the file at hand
    ... --replace                                         allow published vectors to change
"""

import argparse
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from doorward_reference.files import code_digest_file, container
from doorward_reference.files.container import Members, VectorFile
from doorward_reference.files.registry import FILES

FOLDER = Path(__file__).resolve().parent.parent
DIGESTS = code_digest_file.FILE.algorithm


def path_of(file: VectorFile) -> Path:
    return FOLDER / f"{file.algorithm}.json"


def schema_path_of(file: VectorFile) -> Path:
    return FOLDER / f"{file.algorithm}.schema.json"


def published(file: VectorFile) -> Members | None:
    path = path_of(file)
    return json.loads(path.read_text("utf-8")) if path.exists() else None


def prepare_digests(limit: int) -> None:
    """Compute the digests up to `limit`, one process per family; take over the others."""
    counts = tuple(count for count in code_digest_file.COUNTS if count <= limit)
    kept = published(code_digest_file.FILE) or {"groups": []}
    for group in kept["groups"]:
        for test in group["tests"]:
            if test["count"] not in counts:
                code_digest_file.know(group["family"], test["count"], test["sha256"])
    with ProcessPoolExecutor() as pool:
        # The slow families first, so that two processors are busy to the end.
        running = {
            family: pool.submit(code_digest_file.digests_of_file, family, counts)
            for family in ("service", "flex", "day", "renewal")
        }
        for family, future in running.items():
            for count, digest in future.result().items():
                code_digest_file.know(family, count, digest)


def by_id(data: Members) -> dict[int, tuple[Members, Members]]:
    """Every test with its group's parameters, without the words that may be improved."""
    found = {}
    for group in data["groups"]:
        parameters = {name: value for name, value in group.items() if name != "tests"}
        for test in group["tests"]:
            wording = ("comment", "flags")
            found[test["id"]] = (parameters, {k: v for k, v in test.items() if k not in wording})
    return found


def changed_ids(file: VectorFile, data: Members) -> list[int]:
    """Published vectors that would change: others may have cited them by number."""
    before, after = by_id(published(file) or {"groups": []}), by_id(data)
    return [number for number, vector in before.items() if after.get(number) != vector]


def main() -> int:
    parser = argparse.ArgumentParser(description="write or check the published test vectors")
    parser.add_argument("--check", action="store_true", help="write nothing, name what differs")
    parser.add_argument("--only", action="append", choices=FILES, metavar="NAME")
    parser.add_argument("--digests-up-to", type=int, default=code_digest_file.LARGEST, metavar="N")
    parser.add_argument("--replace", action="store_true", help="allow published vectors to change")
    options = parser.parse_args()

    chosen = [FILES[name] for name in options.only or FILES]
    if any(file.algorithm == DIGESTS for file in chosen):
        prepare_digests(options.digests_up_to)
    failed = False
    for file in chosen:
        data = container.assemble(file)
        texts = {
            path_of(file): container.text(data),
            schema_path_of(file): container.text(file.schema),
        }
        if options.check:
            for path, text in texts.items():
                if not path.exists() or path.read_text("utf-8") != text:
                    print(f"{path.name}: not what generate.py writes")
                    failed = True
            continue
        changed = changed_ids(file, data)
        if changed and not options.replace:
            print(f"{path_of(file).name}: would change published vectors {changed}; see --replace")
            failed = True
            continue
        for path, text in texts.items():
            path.write_text(text, "utf-8")
        print(f"{path_of(file).name}: {data['numberOfTests']} vectors")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
