#!/usr/bin/env python3
"""How long deed check takes on one huge function: 5,000 statements, 200 branches, 50 owned values.

  huge.py [--shape ladder|flags] [--statements N] [--branches N] [--owned N] [--deed BIN] [--keep FILE] [--most-seconds S]

Two shapes, both if none is named; both release all that they acquire, so a finding is a false one:
  ladder  values acquired one after the other, NULL at first, each failure leaves through one label that releases all
  flags   a bit of an argument says which values exist; the same bit is tested again before each release
Prints time, memory, findings, the obligations by verdict and the budget that the function hit, if any.
Exit status: 0 if each shape took less than S seconds (2) or said which budget it hit, and no finding; else 1.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEAD = "#include <stdlib.h>\n#include <string.h>\nint probe(int n);\n"


class Body:
    def __init__(self):
        self.lines, self.statements, self.branches = [], 0, 0

    def say(self, text, statements=1, branches=0):
        self.lines.append("  " + text)
        self.statements += statements
        self.branches += branches


def filler(body, count):
    for _ in range(count):
        body.say("t = t * %d + %d;" % (body.statements % 7 + 3, body.statements % 101))


def branch(body, owned, name):
    """One of four kinds of branches over the values acquired so far."""
    n = body.branches
    held = "own_%d" % (n % owned)
    if n % 4 == 0:
        body.say("if (t > %d) t -= %d;" % (n, n), 2, 1)
    elif n % 4 == 1:
        body.say("if (%s) t += %s[0];" % (held, held), 2, 1)
    elif n % 4 == 2 and name == "ladder":
        body.say("if (probe(t) < 0) goto done;", 2, 1)
    else:
        body.say("if (probe(%d)) t++; else t--;" % n, 3, 1)


def ladder(statements, branches, owned):
    body = Body()
    for i in range(owned):
        body.say("char *own_%d = NULL;" % i)
    reserve = owned + 2  # the releases, the last statements
    gaps = branches
    for i in range(gaps):
        if i * owned // gaps != (i - 1) * owned // gaps or i == 0:
            k = i * owned // gaps
            body.say("own_%d = strdup(s);" % k)
            body.say("if (!own_%d) goto done;" % k, 2, 1)
        else:
            branch(body, i * owned // gaps + 1, "ladder")
        filler(body, (statements - reserve - body.statements) // (gaps - i) - 3)
    filler(body, statements - reserve - body.statements)
    body.say("r = t;")
    body.lines.append("done:")
    for i in reversed(range(owned)):
        body.say("free(own_%d);" % i)
    body.say("return r;")
    return body


def flags(statements, branches, owned):
    body = Body()
    for i in range(owned):
        body.say("char *own_%d = NULL;" % i)
    middle = max(1, branches - 2 * owned)
    for i in range(owned):
        body.say("if (f & %du) own_%d = strdup(s);" % (1 << i % 31, i), 2, 1)
    for i in range(middle):
        branch(body, owned, "flags")
        filler(body, (statements - 2 * owned - 2 - body.statements) // (middle - i) - 3)
    filler(body, statements - 2 * owned - 2 - body.statements)
    for i in range(owned):
        body.say("if (f & %du) free(own_%d);" % (1 << i % 31, i), 2, 1)
    body.say("r = t;")
    body.say("return r;")
    return body


SHAPES = {"ladder": ladder, "flags": flags}


def measure(shape, options):
    body = SHAPES[shape](options.statements, options.branches, options.owned)
    text = HEAD + "int huge(int n, unsigned f, const char *s) {\n  int t = n, r = -1;\n" + "\n".join(body.lines) + "\n}\n"
    with tempfile.TemporaryDirectory() as temporary:
        file = pathlib.Path(options.keep or os.path.join(temporary, "huge.c"))
        file.write_text(text)
        command = [options.deed, "check", "-j1", "--no-cache", "--format=short", "--statistics", str(file), "--", "-std=gnu11"]
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        said = child.stdout.read()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
    found = len(re.findall(r"\[ownership-", said))
    budget = re.search(r"exceeded the budget of (\w+)", said)
    verdicts = ", ".join("%s %s" % found for found in re.findall(r"^ +(\d+)  ?(proved|violated|unproven)$", said, re.M))
    print("%-6s  %d statements, %d branches, %d owned: CPU %.2f s, wall %.2f s, %d MiB, %d findings" % (
        shape, body.statements, body.branches, options.owned, used.ru_utime + used.ru_stime, wall, used.ru_maxrss // 1024, found))
    print("        obligations: %s; %s" % (verdicts, "budget of %s exceeded" % budget.group(1) if budget else "no budget exceeded"))
    if child.returncode not in (0, 1):
        print(said)
        return False
    return not found and (used.ru_utime + used.ru_stime < options.most_seconds or budget is not None)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shape", choices=SHAPES)
    parser.add_argument("--statements", type=int, default=5000)
    parser.add_argument("--branches", type=int, default=200)
    parser.add_argument("--owned", type=int, default=50)
    parser.add_argument("--deed", default=str(ROOT / "build/release/bin/deed"))
    parser.add_argument("--keep", help="leave the program here")
    parser.add_argument("--most-seconds", type=float, default=2.0)
    options = parser.parse_args()
    shapes = [options.shape] if options.shape else list(SHAPES)
    return 0 if all([measure(shape, options) for shape in shapes]) else 1


if __name__ == "__main__":
    sys.exit(main())
