#!/usr/bin/env python3
"""What deed check costs beside the parse alone: CPU time and memory over a compile database.

  speed.py -p BUILD [--filter TEXT] [--runs N] [--deed BIN] [--clang BIN] [--most-cpu R] [--most-memory R]

Measures in turn, N times (3):
  parse   one `clang-19 -fsyntax-only` process for each C file whose path holds TEXT, one after the other
  deed    one `deed check -j1` over the same files
and prints, of the run with the least CPU of each, user and system time, wall time and the resident memory of the largest
process, then the two ratios. The least of several runs, because others' work can only add to it.
Exit status: 0 within the limits (CPU 1.2 times the parse, memory 1.5 times), 1 past one, 2 misuse, 3 deed failed.
"""
import argparse
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Cost:
    def __init__(self, cpu=0.0, wall=0.0, memory=0):
        self.cpu, self.wall, self.memory = cpu, wall, memory

    def __iadd__(self, other):
        self.cpu += other.cpu
        self.wall += other.wall
        self.memory = max(self.memory, other.memory)
        return self


def run(command, directory):
    """Runs to the end; what it and the processes it waited for used, its exit status, its stderr."""
    with tempfile.TemporaryFile() as errors:
        start = time.monotonic()
        child = subprocess.Popen(command, cwd=directory, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        text = errors.read().decode(errors="replace")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss), child.returncode, text


def entries(build, wanted):
    path = pathlib.Path(build)
    path = path / "compile_commands.json" if path.is_dir() else path
    found, seen = [], set()
    for entry in json.loads(path.read_text()):
        file = os.path.normpath(os.path.join(entry["directory"], entry["file"]))
        if file.endswith(".c") and wanted in file and file not in seen and os.path.exists(file):
            seen.add(file)
            found.append(entry)
    return found


def flags(entry, refused=()):
    """The flags that matter to a parse: nothing that writes files."""
    words = entry.get("arguments") or shlex.split(entry["command"])
    out, words = [], iter(words[1:])
    for word in words:
        if word in ("-o", "-MF", "-MT", "-MQ"):
            next(words, None)
        elif word not in ("-c", "-MD", "-MMD", "-MP", "-M", "-MM") and word not in refused:
            out.append(word)
    return out


def parse_commands(units, clang):
    """A command for each file, without the flags that only another compiler knows."""
    refused = set()
    for entry in units:
        while True:
            driver = subprocess.run([clang, "-###", "-fsyntax-only", "-w"] + flags(entry, refused), cwd=entry["directory"],
                                    stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
            new = set(re.findall(r"error: (?:unknown argument|unsupported option)[^']*'([^']+)'", driver.stderr)) - refused
            if not new:
                break
            refused |= new
    return [([clang, "-fsyntax-only", "-w"] + flags(e, refused), e["directory"]) for e in units]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-p", dest="build", required=True, help="compile_commands.json, or the folder that has it")
    parser.add_argument("--filter", default="", help="only files whose path holds this")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--deed", default=str(ROOT / "build/release/bin/deed"))
    parser.add_argument("--clang", default="clang-19")
    parser.add_argument("--most-cpu", type=float, default=1.2)
    parser.add_argument("--most-memory", type=float, default=1.5)
    options = parser.parse_args()
    units = entries(options.build, options.filter)
    if not units:
        parser.error("no C file of the database matches")
    commands = parse_commands(units, options.clang)

    parses, checks, failed, code = [], [], 0, 0
    with tempfile.TemporaryDirectory() as temporary:
        # Written anew, so that both sides see the same files.
        (pathlib.Path(temporary) / "compile_commands.json").write_text(json.dumps(units))
        for _ in range(options.runs):
            total, failed = Cost(), 0
            for command, directory in commands:
                cost, status, _ = run(command, directory)
                total += cost
                failed += status != 0
            parses.append(total)
            cost, code, errors = run([options.deed, "check", "-j1", "--no-cache", "-p", temporary], temporary)
            checks.append(cost)
            if code not in (0, 1, 3):
                print(errors, file=sys.stderr)
                return 3

    parse, check = (min(costs, key=lambda c: c.cpu) for costs in (parses, checks))
    print("%d files, the best of %d runs" % (len(units), options.runs))
    for name, cost, note in (("clang -fsyntax-only", parse, "%d files with errors" % failed if failed else ""),
                             ("deed check -j1", check, "exit status %d" % code)):
        print("  %-20s CPU %7.2f s   wall %7.2f s   memory %4d MiB   %s" % (name, cost.cpu, cost.wall, cost.memory // 1024, note))
    cpu, memory = check.cpu / parse.cpu, check.memory / parse.memory
    print("  CPU ratio %.2f (limit %.2f), memory ratio %.2f (limit %.2f)" % (cpu, options.most_cpu, memory, options.most_memory))
    return int(cpu > options.most_cpu or memory > options.most_memory)


if __name__ == "__main__":
    sys.exit(main())
