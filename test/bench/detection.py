#!/usr/bin/env python3
"""What deed finds of the suites of other analysers and of the textbook shapes, as the Markdown of docs/measurements.md.

  detection.py --scorer deed_suite.py --suite NAME=MANIFEST=ROOT... [--deed BIN] [--date YYYY-MM-DD] [--no-shapes]

--scorer runs Deed over one suite and prints one line: recall, false findings in clean functions, precision. A manifest names the expected
findings of a suite, ROOT is where its sources lie (neither is part of this repository). Prints commit and date, one table of the suites,
one of the shapes (shapes.py). Exit status: 1 if a suite could not be measured.
"""
import argparse
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ROW = re.compile(r"recall\s+(\d+)/(\d+).*?false in clean\S* functions (\d+) of (\d+)\s+precision (\d+)%")
SILENT = re.compile(r"silent lines hit (\d+) of (\d+)")
GROUP = re.compile(r"(\w+) (\d+)/(\d+)\(f\d+\)")
ERRORS = re.compile(r"files with errors (\d+) of (\d+)")


def commit():
    def git(*arguments):
        return subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False).stdout.strip()
    return git("rev-parse", "--short", "HEAD") + (" with changes" if git("status", "--porcelain", "--untracked-files=no") else "")


def measure(scorer, deed, manifest, root):
    """One line of the table, or None."""
    output = subprocess.run([sys.executable, scorer, deed, manifest, root], capture_output=True, text=True, check=False).stdout
    row = ROW.search(output)
    if not row:
        return None, output
    silent, errors = SILENT.search(output), ERRORS.search(output)
    groups = ", ".join("%s %s/%s" % group for group in GROUP.findall(output))
    found, whole = int(row[1]), int(row[2])
    cells = ["%d/%d = %.0f%% / %s%%" % (found, whole, 100.0 * found / max(whole, 1), row[5]), "%s of %s" % (row[3], row[4]),
             "%s of %s" % (silent[1], silent[2]) if silent else "-", "%s of %s" % (errors[1], errors[2]) if errors else "-", groups]
    return cells, output


def shapes(deed):
    with tempfile.TemporaryDirectory() as folder:
        log = pathlib.Path(folder) / "shapes.json"
        subprocess.run([sys.executable, str(HERE / "shapes.py"), "--deed", deed, "--json", str(log)], check=True, stdout=subprocess.DEVNULL)
        return json.loads(log.read_text())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deed", default=str(ROOT / "build/release/bin/deed"))
    parser.add_argument("--scorer")
    parser.add_argument("--suite", action="append", default=[], help="NAME=MANIFEST=ROOT")
    parser.add_argument("--date", default=datetime.date.today().isoformat())
    parser.add_argument("--no-shapes", action="store_true")
    options = parser.parse_args()
    if options.suite and not options.scorer:
        parser.error("--suite needs --scorer")
    failed = 0
    print("Deed of %s, commit %s.\n" % (options.date, commit()))
    if options.suite:
        print("| suite | found / precision | false in clean functions | silent lines hit | files not parsed | by group |\n|---|---|---|---|---|---|")
        for suite in options.suite:
            name, manifest, root = suite.split("=", 2)
            cells, output = measure(options.scorer, options.deed, manifest, root)
            if cells is None:
                failed += 1
                print("%s: not measured: %s" % (name, output.strip()[-300:]), file=sys.stderr)
            print("| %s | %s |" % (name, " | ".join(cells or ["not measured", "", "", "", ""])))
    if not options.no_shapes:
        totals = shapes(options.deed)
        print("\n| textbook defects in shapes of flow | found | named by the rule next of kin | false, in %d right versions |\n|---|---|---|---|"
              % (2 * totals["cases"]))
        print("| %d cases | %d = %.0f%% | %d | %d |" % (totals["cases"], totals["found"], 100.0 * totals["found"] / max(totals["cases"], 1),
                                                     totals["by_kin"], totals["false"]))
        print("\n| defect | found | false |\n|---|---|---|")
        for name, (found, near, whole, false) in totals["defects"].items():
            print("| %s | %d/%d = %.0f%% | %d |" % (name, found + near, whole, 100.0 * (found + near) / max(whole, 1), false))
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
