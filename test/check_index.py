#!/usr/bin/env python3
"""Analyses a program of several files that stand in one, and compares with what it expects.

    check_index.py DEED FILE.c [--rules=a,b] [--alone] [--twice=FILE.c] [-- FLAGS]

Lines `//--- NAME` begin the program's files. A line says what it expects as in run_both.py. `// alone: RULE` is
expected with --no-index only, `// expect: RULE` with the index, and `// both: RULE` in either; what is not
expected is a failure. Each file is compiled into a target of its own folder: `//--- one/a.c` and `//--- two/a.c`
belong to two programs. The answer must be the same with one worker and with three.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from run_both import findings  # noqa: E402

EXPECT = re.compile(r"(expect|alone|both):\s*([a-z][a-z-]*)(?::\s*(.*?))?\s*(?=//|$)")


def split(path, folder):
    """Writes the parts of the file and gives what each line expects: (file, line, kind, rule, text)."""
    expected, out, name, number = [], None, None, 0
    for line in path.read_text().splitlines():
        if line.startswith("//--- "):
            name, number = line[6:].strip(), 0
            part = folder / name
            part.parent.mkdir(parents=True, exist_ok=True)
            out = part.open("w")
            continue
        if out is None:
            continue
        number += 1
        out.write(line + "\n")
        if "//" in line:
            for kind, rule, text in EXPECT.findall(line, line.index("//")):
                expected.append((os.path.basename(name), number, kind, rule, text))
    if out:
        out.close()
    return expected


def run(deed, folder, flags, *options):
    process = subprocess.run([deed, "check", "--format=short", "--quiet", "-p", str(folder), *options],
                             capture_output=True, text=True, check=False, cwd=folder)
    if process.returncode not in (0, 1):
        print("exit code", process.returncode, process.stdout, process.stderr)
        sys.exit(1)
    return process.stdout


def compare(output, expected, kinds, rules):
    wanted = [e for e in expected if e[2] in kinds]
    problems = []
    for finding in findings(output):
        if rules and finding.rule not in rules:
            continue
        hit = next((e for e in wanted if (e[0], e[1], e[3]) == (finding.file, finding.line, finding.rule)
                    and e[4] in finding.message), None)
        if hit:
            wanted.remove(hit)
        else:
            problems.append("unexpected: %s:%d: %s: %s" % (finding.file, finding.line, finding.rule, finding.message))
    return problems + ["missing: %s:%d: %s %s" % (e[0], e[1], e[3], e[4]) for e in wanted]


def main(arguments):
    flags = ["-std=c11"]
    if "--" in arguments:
        flags = arguments[arguments.index("--") + 1:]
        arguments = arguments[:arguments.index("--")]
    deed, path = arguments[0], pathlib.Path(arguments[1])
    rules = [r for a in arguments if a.startswith("--rules=") for r in a[8:].split(",")]
    twice = [a[8:] for a in arguments if a.startswith("--twice=")]
    failed = False
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        expected = split(path, folder)
        database = []
        for source in sorted(folder.rglob("*.c")):
            name = str(source.relative_to(folder))
            for extra in [[]] + ([["-DTWICE"]] if name in twice else []):
                database.append({"directory": temporary, "file": name, "arguments":
                                 ["cc", *flags, *extra, "-c", name, "-o", os.path.dirname(name) + "/x.o"]})
        (folder / "compile_commands.json").write_text(json.dumps(database))
        with_index = run(deed, folder, flags, "--index", "-j1")
        for kinds, output in ((("expect", "both"), with_index),
                              (("alone", "both"), run(deed, folder, flags, "--no-index"))):
            for problem in compare(output, expected, kinds, rules):
                failed = True
                print("with the index:" if "expect" in kinds else "--no-index:", problem)
        if run(deed, folder, flags, "--index", "-j3") != with_index:
            failed = True
            print("-j3 gives another answer than -j1")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
