#!/usr/bin/env python3
"""Applies the fix-its of a C file's findings to a copy, and looks at the result.

    check_fixes.py --clang-tidy=BIN --module=SO --out=DIR FILE.c [--rules=a,b] [-- FLAGS]

A comment `// fixed: TEXT` says how its line reads once the fix is applied: TEXT
must stand in that line of the copy, or in the next one where the fix inserts a
line. The copy must have lost a finding for each fix that was applied, and no
finding may be in it that the file did not have.
"""
import os
import re
import shutil
import sys
from collections import Counter

import run_both

FIXED = re.compile(r"//\s*fixed(?:@(?P<offset>[+-]\d+))?:\s*(?P<text>.*?)\s*$")
# Comments of the test itself; what is left of the lines must stay as it is.
OWN_COMMENT = re.compile(r"\s*//\s*(?:fixed|expect)[@:].*$")


def tidy(options, path, flags, *more):
    output, complaint = run_both.run(
        [options.clang_tidy, "-load", options.module, "--quiet", *more,
         "--checks=" + run_both.checks_argument(options.rules or run_both.rules_on(options.deed, [])), *options.tidy_arg, path, "--", *flags], (0,))
    if complaint:
        sys.exit(complaint)
    return run_both.findings(output)


def main():
    arguments, flags = run_both.split_flags(sys.argv[1:])
    parser = run_both.argument_parser()
    parser.add_argument("--out", required=True)
    parser.add_argument("file")
    options = parser.parse_intermixed_args(arguments)
    flags = (flags or ["-std=c11"]) + ["-I" + os.path.dirname(os.path.abspath(options.file))]

    shutil.rmtree(options.out, ignore_errors=True)
    os.makedirs(options.out)
    copy = os.path.join(options.out, os.path.basename(options.file))
    wanted, lines = [], []
    with open(options.file, encoding="utf-8") as file:
        for number, line in enumerate(file.read().splitlines()):
            match = FIXED.search(line)
            if match:
                wanted.append((number + 1, number + int(match["offset"] or 0), match["text"]))
            lines.append(OWN_COMMENT.sub("", line))
    with open(copy, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")

    if not options.clang_tidy:
        # With sanitizers the module can not be loaded: deed's own fixer has to come through.
        _, complaint = run_both.run([options.deed, "check", "--no-cache", "--quiet", "--fix", "--checks=" +
                                     run_both.checks_argument(options.rules or run_both.rules_on(options.deed, [])),
                                     copy, "--", *flags], (0, 1))
        return complaint
    before = tidy(options, copy, flags)
    tidy(options, copy, flags, "--fix")
    with open(copy, encoding="utf-8") as file:
        fixed = file.read().splitlines()
    after = tidy(options, copy, flags)

    problems = []
    # Lines move when a fix inserts some: find each wanted text at or after its
    # line, not further down than the lines that were added.
    added = len(fixed) - len(lines)
    for number, place, text in wanted:
        if not any(text in line for line in fixed[place:place + added + 2]):
            problems.append("%s:%d: not in the fixed file: %s" % (options.file, number, text))
    new = Counter((f.rule, f.message) for f in after) - Counter((f.rule, f.message) for f in before)
    problems += ["the fixed file has a new finding: %s: %s" % item for item in new]
    if fixed == lines:
        problems.append("%s: nothing was fixed" % options.file)
    elif len(after) >= len(before):
        problems.append("%s: the fixed file has as many findings as before" % options.file)
    if problems:
        print("\n".join(problems))
        print("--- fixed file\n" + "\n".join(fixed))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
