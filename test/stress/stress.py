#!/usr/bin/env python3
"""Runs deed on C built to hurt (Inputs/generate.py and every file of Inputs), each file alone: time, memory, exit status.

  stress.py [--deed BIN] [--scale PERCENT] [--most-seconds S] [--most-mib M] [--quiet] [KIND...]

Wrong is: a crash, an exit status other than 0 and 1, more than S seconds of CPU or M MiB, JSON or SARIF that does not parse.
Exit status: 1 if something is wrong.
"""
import argparse
import json
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]


def run(deed, path, folder, limit):
    """Exit status, CPU seconds, MiB, findings, what is wrong."""
    log = pathlib.Path(folder) / "log.sarif"
    first = path.read_bytes()[:200].decode("utf-8", "replace").split("\n")[0]
    flags = re.findall(r"// flags: (.*)", first)
    command = [deed, "check", "-j1", "--no-cache", "--timeout=%d" % limit, "--statistics", "--format=json", "--format=sarif:%s" % log, str(path), "--", "-w",
               *(flags[0].split() if flags else [])]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        before = time.time()
        process = subprocess.Popen(command, stdout=out, stderr=err,
                                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        text, errors = out.read(), err.read().decode("utf-8", "replace")
    wrong, count = [], -1
    allowed = (3,) if "// broken" in first else (0, 1)
    if process.returncode not in allowed:
        wrong.append("exit status %d: %s" % (process.returncode, errors.strip()[-300:]))
    try:
        count = sum(json.loads(line)["type"] == "finding" for line in text.splitlines())
        json.loads(log.read_bytes())
    except (ValueError, OSError, KeyError) as error:
        wrong.append("output: %s" % error)
    budget = "budget" in errors
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, count, time.time() - before, budget, wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*")
    parser.add_argument("--deed", default=str(ROOT / "build/release/bin/deed"))
    parser.add_argument("--scale", default="100")
    parser.add_argument("--most-seconds", type=float, default=10)
    parser.add_argument("--most-mib", type=float, default=2048)
    parser.add_argument("--quiet", action="store_true")
    options = parser.parse_intermixed_args()
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        made = pathlib.Path(folder) / "made"
        subprocess.run([sys.executable, str(HERE / "Inputs/generate.py"), str(made), "--scale", options.scale], check=True,
                       stdout=subprocess.DEVNULL)
        files = sorted(made.glob("*.c")) + sorted((HERE / "Inputs").glob("*.c"))
        for path in files:
            if options.kinds and path.stem not in options.kinds:
                continue
            status, cpu, mib, count, wall, budget, wrong = run(options.deed, path, folder, 600)
            if cpu > options.most_seconds:
                wrong.append("%.1f s" % cpu)
            if mib > options.most_mib:
                wrong.append("%.0f MiB" % mib)
            bad += bool(wrong)
            if wrong or not options.quiet:
                print("%-28s status %d %7.2f s %6.0f MiB %6d findings%s%s" % (
                    path.stem, status, cpu, mib, count, ", budget" if budget else "", "  WRONG: " + "; ".join(wrong) if wrong else ""), flush=True)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
