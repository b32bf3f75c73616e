#!/usr/bin/env python3
"""A compile_commands.json for sources that are not built here: those of the files that compile with the given flags.

    compile_db.py OUT ROOT FILE.c... -- FLAGS

OUT/compile_commands.json is written; the files that do not compile are printed with their first error.
Real programs for docs/measurements.md are analysed that way: `apt-get source`, a config.h by hand, `deed check -p OUT`.
"""
import json
import pathlib
import subprocess
import sys


def first_error(compiler, root, file, flags):
    """The first error of `file`, or None."""
    run = subprocess.run([compiler, *flags, "-w", "-fsyntax-only", file], cwd=root, capture_output=True,
                         text=True, errors="replace", check=False)
    if run.returncode == 0:
        return None
    return next((line for line in run.stderr.splitlines() if "error" in line), "exit code %d" % run.returncode)


def main(arguments):
    if "--" not in arguments or len(arguments) < 4:
        print(__doc__)
        return 2
    at = arguments.index("--")
    (out, root, *files), flags = arguments[:at], arguments[at + 1:]
    out, root, compiler = pathlib.Path(out), pathlib.Path(root).resolve(), "clang-19"
    entries = []
    for file in files:
        error = first_error(compiler, root, file, flags)
        if error:
            print("%s: %s" % (file, error))
            continue
        entries.append({"directory": str(root), "file": str(root / file), "arguments": [compiler, *flags, "-c", file]})
    out.mkdir(parents=True, exist_ok=True)
    (out / "compile_commands.json").write_text(json.dumps(entries, indent=1) + "\n")
    print("%d of %d files" % (len(entries), len(files)))
    return 0 if entries else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
