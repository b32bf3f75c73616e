#!/usr/bin/env python3
"""Textbook defects in every shape of flow: what deed finds of them, and whether it is silent on the repaired twins.

  shapes.py [--deed BIN] [--out DIR] [--defect GLOB] [--shape GLOB] [--list] [--json FILE] [--min PERCENT] [--max-false N]

Each file of DIR is one defect in one shape (shape_catalogue.py): a wrong version, one that is right by another source, one
that is right by another sink. A defect counts as found if a finding of a right rule stands in the wrong version.
A finding of a rule that is next of kin (a released value is passed on to be released again: used after its release, or
released twice) is counted beside. Everything else that is found is false: in a right version, or of another rule in the wrong one.
Prints a table of shapes, of defects, and the totals. --list names each that is missed or false.
Exit status: 1 if less than --min per cent are found or more than --max-false findings are false.
"""
import argparse
import collections
import fnmatch
import json
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from shape_catalogue import DEFECTS, SHAPES  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEAD = """#define _GNU_SOURCE
#include <alloca.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
struct box { int value; char name[16]; };
struct options { int flag; };
int work(int n);
"""
# The right rule for a finding that another names.
NEAR = {"use-after-free": "double-free", "discarded-result": "leak"}
VARIANTS = ("wrong", "by_source", "by_sink")


def words(defect, variant):
    """What each word of a shape stands for."""
    ends = "ends" in defect.flags
    good = (defect.good_acquire, defect.good_spoil)
    bad = (defect.acquire, defect.spoil)
    source = {"wrong": bad, "by_source": good, "by_sink": (defect.acquire, "" if ends else defect.spoil)}[variant]
    sink = defect.good_sink if variant == "by_sink" else defect.sink
    # what is right after the wrong source; nothing is left to do if that has released the value
    right = "" if ends and variant == "wrong" else defect.good_sink
    return {
        "SRC": " ".join(source), "SNK": sink, "USE": defect.use, "ACQ": source[0], "SPOIL": source[1],
        "FIX": defect.sink if variant == "by_source" else right,
        "OFF": " ".join(good if variant == "wrong" else bad),
        "END": right if variant == "wrong" else defect.sink,
    }


def expand(text, defect, variant):
    table = words(defect, variant)

    def replace(match):
        value = match[2] if not match[2].startswith("*") else "(%s)" % match[2]
        return table[match[1]].replace("@USE", table["USE"]).replace("@X", value) or ";"

    text = re.sub(r"@(SRC|SNK|USE|FIX|OFF|END|ACQ|SPOIL)\(([^()]*)\)", replace, text)
    return text.replace("@INIT", defect.init).replace("@T", defect.type).replace("@N", variant)


def applies(shape, defect):
    return shape.needs <= defect.flags and not shape.never & defect.flags


def write_file(path, shape, defect):
    """Writes one file; returns the lines of each variant."""
    text, ranges = HEAD, {}
    for variant in VARIANTS:
        begin = text.count("\n") + 1
        body = shape.text
        if "local" in defect.flags and "near_" not in defect.acquire:
            body = body.replace("char near_@N[40]; ", "").replace("near_@N[0] = 0; (void)near_@N; ", "")
        text += expand("static char spare_@N[40];\nstatic struct box spare_box_@N;\n" + body, defect, variant)
        ranges[variant] = range(begin, text.count("\n") + 1)
    path.write_text(text)
    return ranges


def run(deed, folder, flags):
    result = subprocess.run([deed, "check", "--format=json", "--quiet", *flags, str(folder), "--", "-std=gnu17", "-w"],
                            capture_output=True, text=True, check=False)
    found = collections.defaultdict(list)
    for line in result.stdout.splitlines():
        item = json.loads(line)
        if item["type"] == "finding":
            found[pathlib.Path(item["place"]["file"]).name].append(
                (item["place"]["line"], item["rule"].removeprefix("ownership-"), item["message"]))
    if result.returncode not in (0, 1):
        sys.exit("deed failed with %d:\n%s" % (result.returncode, result.stderr[-2000:]))
    return found


def percent(part, whole):
    return "%3.0f%%" % (100.0 * part / whole) if whole else "  - "


def table(title, counts):
    print("\n%-36s %12s %8s %8s" % (title, "found", "by kin", "false"))
    for name, (found, near, whole, false) in counts.items():
        print("%-36s %4d/%-4d %s %5d %7d" % (name, found, whole, percent(found, whole), near, false))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deed", default=str(ROOT / "build/release/bin/deed"))
    parser.add_argument("--out", help="where the files go (default: a temporary folder)")
    parser.add_argument("--defect", default="*")
    parser.add_argument("--shape", default="*")
    parser.add_argument("--flag", action="append", default=[], help="passed to deed check")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--json", help="writes the totals there")
    parser.add_argument("--min", type=float, default=0.0)
    parser.add_argument("--max-false", type=int, default=10**9)
    options = parser.parse_args()
    keep = tempfile.TemporaryDirectory()
    folder = pathlib.Path(options.out or keep.name)
    folder.mkdir(parents=True, exist_ok=True)
    cases = {}
    for shape in SHAPES:
        for defect in DEFECTS:
            if applies(shape, defect) and fnmatch.fnmatch(shape.name, options.shape) and fnmatch.fnmatch(
                    defect.name, options.defect):
                name = "%s.%s.%s.c" % (shape.group, shape.name, defect.name)
                cases[name] = (shape, defect, write_file(folder / name, shape, defect))
    found = run(options.deed, folder, options.flag)
    shapes = collections.defaultdict(lambda: [0, 0, 0, 0])
    defects = collections.defaultdict(lambda: [0, 0, 0, 0])
    lines = []
    for name, (shape, defect, ranges) in cases.items():
        hit, near, false = False, "", []
        for line, rule, message in found[name]:
            variant = next((v for v, lines_of in ranges.items() if line in lines_of), "?")
            if variant == "wrong" and rule in defect.rules:
                hit = True
            elif variant == "wrong" and NEAR.get(rule) in defect.rules:
                near = "named  %s:%d %s: %s" % (name, line, rule, message)
            else:
                false.append("FALSE  %s:%d %s: %s: %s" % (name, line, variant, rule, message))
        if not hit:
            lines.append(near or "missed %s" % name)
        lines += false
        for row in (shapes["%s: %s" % (shape.group, shape.name)], defects[defect.name]):
            row[0] += hit
            row[1] += bool(near and not hit)
            row[2] += 1
            row[3] += len(false)
    table("shape", shapes)
    table("defect", defects)
    total = [sum(row[i] for row in defects.values()) for i in range(4)]
    table("", {"all": total})
    if options.list:
        print("\n" + "\n".join(lines))
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps({"found": total[0], "by_kin": total[1], "cases": total[2], "false": total[3],
                                                          "defects": defects}) + "\n")
    return int(100.0 * (total[0] + total[1]) < options.min * total[2] or total[3] > options.max_false)


if __name__ == "__main__":
    sys.exit(main())
