#!/usr/bin/env python3
"""same.py DEED CLANG PLUGIN FOLDER...: for each C file below, the compiler with the plugin warns of what deed check finds.

Each finding at its line and column, in its words; files that are expected not to compile are left out.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

LINE = re.compile(r"^(.*?):(\d+):(\d+): (?:warning|error): (.*\[ownership-[a-z-]+\])$", re.M)


def main():
    deed, clang, plugin = sys.argv[1:4]
    files = sorted(f for folder in sys.argv[4:] for f in pathlib.Path(folder).rglob("*.c") if "Inputs" not in f.parts)
    seen = 0
    for path in files:
        run = re.search(r"// RUN: (.*)", path.read_text(errors="replace"))
        if not run or "--broken" in run.group(1):
            continue
        flags = [f for f in run.group(1).split(" -- ", 1)[1].split() if f != "-w"] if " -- " in run.group(1) else ["-std=c11"]
        flags = [f.replace("%S", str(path.parent)) for f in flags]
        checks = "*" # what the tests turn on by hand, too
        tool = subprocess.run([deed, "check", "--quiet", "--format=short", "--checks=" + checks, str(path), "--", *flags],
                              capture_output=True, text=True, check=False, cwd="/")
        with tempfile.TemporaryDirectory() as out: # the compiler removes the object of what does not compile
            compiler = subprocess.run([clang, "-fplugin=" + plugin, "-fplugin-arg-deed-checks=" + checks, *flags, "-c",
                                       str(path), "-o", out + "/object.o"], capture_output=True, text=True, check=False, cwd="/")
        if tool.returncode == 3 or compiler.returncode:
            continue
        def found(text):
            return sorted((pathlib.Path(f).name, int(l), int(c), m) for f, l, c, m in LINE.findall(text))
        one, two = found(tool.stdout), found(compiler.stderr)
        if one != two:
            print("only deed check:", [x for x in one if x not in two], "only the plugin:", [x for x in two if x not in one],
                  sep="\n")
            sys.exit(str(path))
        seen += len(one)
    assert seen >= 20, "only %d findings compared" % seen


if __name__ == "__main__":
    main()
