#!/usr/bin/env python3
"""What deed check costs in the ways in which it is run, against the compiler's parse and others.

  targets.py -p BUILD [--filter TEXT] [--source FOLDER --edit FILE] [--runs N] [--only NAME,NAME] [--deed BIN] [--plugin SO]

Measures over the C files of the compile database whose path holds TEXT, each N times (2), the least of them:
  parse      one `clang-19 -fsyntax-only` process for each file, one after the other: the unit of all ratios
  cold       `deed check -j1 --no-cache`; index: the same with --index
  j2         wall time of -j1 over that of -j2
  warm       `deed check -j1` when nothing changed since the last, with --index; as part of index
  edited     the same when one file got a comment, with --source (the folder that all paths are below, which is copied) and --edit;
             less the cost of that file alone, as part of index
  tidy       one clang-tidy-19 -checks=-*,clang-analyzer-unix.Malloc over all files, against cold
  plugin     `clang-19 -O2 -c` of all files with the plugin against without
CPU is user and system time of all processes.
"""
import argparse
import json
import os
import pathlib
import shutil
import sys
import tempfile

from speed import ROOT, Cost, entries, parse_commands, run

def least(runs, measure):
    return min((measure() for _ in range(runs)), key=lambda c: c.cpu)


def total(commands):
    out = Cost()
    for command, folder in commands:
        cost, _, _ = run(command, folder)
        out += cost
    return out


class Bench:
    def __init__(self, options):
        self.o = options
        self.units = entries(options.build, options.filter)
        self.parses = parse_commands(self.units, options.clang)
        self.folder = tempfile.TemporaryDirectory()
        self.rows = []
        self.base = None
        self.database(self.folder.name, self.units)

    @staticmethod
    def database(folder, units):
        (pathlib.Path(folder) / "compile_commands.json").write_text(json.dumps(units))

    def deed(self, *words, build=None):
        build = build or self.folder.name
        cost, code, errors = run([self.o.deed, "check", "-p", build, "--quiet", "--format=short:/dev/null", *words], build)
        if code not in (0, 1, 3):
            sys.exit("deed failed: " + errors)
        return cost

    def row(self, name, cost, ratio, of):
        print("  %-26s CPU %8.2f s  wall %8.2f s  memory %4d MiB   %6s of %s" %
              (name, cost.cpu, cost.wall, cost.memory // 1024, ratio, of), flush=True)

    def parse(self):
        self.base = least(self.o.runs, lambda: total(self.parses))
        self.row("clang -fsyntax-only", self.base, "1.00", "itself")

    def cold(self):
        cost = least(self.o.runs, lambda: self.deed("-j1", "--no-cache"))
        self.row("deed check -j1", cost, "%.2f" % (cost.cpu / self.base.cpu), "parse")
        return cost

    def index(self):
        cost = least(self.o.runs, lambda: self.deed("-j1", "--no-cache", "--index"))
        self.row("deed check -j1 --index", cost, "%.2f" % (cost.cpu / self.base.cpu), "parse")
        return cost

    def j2(self):
        for words in ([], ["--index"]):
            one = min(self.deed("-j1", "--no-cache", *words).wall for _ in range(self.o.runs))
            two = min((self.deed("-j2", "--no-cache", *words) for _ in range(self.o.runs)), key=lambda c: c.wall)
            self.row("deed check -j2 " + " ".join(words), two, "%.2f" % (one / two.wall), "-j1: times faster, wall")

    def warm(self):
        with tempfile.TemporaryDirectory() as cache:
            cold = self.deed("-j1", "--index", "--cache-dir=" + cache)
            size = sum(f.stat().st_size for f in pathlib.Path(cache).rglob("*") if f.is_file())
            cost = least(self.o.runs, lambda: self.deed("-j1", "--index", "--cache-dir=" + cache))
        self.row("warm", cost, "%.1f %%" % (100 * cost.cpu / cold.cpu), "cold with an empty cache (%d KiB kept)" % (size // 1024))

    def edited(self):
        if not self.o.source or not self.o.edit:
            return
        source = os.path.realpath(self.o.source)
        with tempfile.TemporaryDirectory() as temporary:
            copy = os.path.join(temporary, "copy")
            shutil.copytree(source, copy, symlinks=True)
            text = json.dumps(self.units).replace(source, copy)
            (pathlib.Path(temporary) / "compile_commands.json").write_text(text)
            words = ["-j1", "--index", "--cache-dir=" + temporary + "/cache"]
            cold = self.deed(*words, build=temporary)
            self.deed(*words, build=temporary)
            file = os.path.join(copy, self.o.edit)
            alone = least(self.o.runs, lambda: run([self.o.deed, "check", "-p", temporary, "-j1", "--no-cache", "--quiet", file],
                                                   temporary)[0])
            for what, change in (("a comment at the end", lambda t: t + "/* edited */\n"),
                                 ("a line at the beginning", lambda t: "/* edited */\n" + t)):
                path = pathlib.Path(file)
                path.write_text(change(path.read_text()))
                cost = self.deed(*words, build=temporary)
                self.row("edited: " + what, cost, "%.1f %%" % (100 * (cost.cpu - alone.cpu) / cold.cpu),
                         "cold, beside the %.2f s of the file alone" % alone.cpu)

    def tidy(self):
        cold = least(1, lambda: self.deed("-j1", "--no-cache"))
        commands = [([self.o.clang.replace("clang", "clang-tidy", 1), "--quiet", "-checks=-*,clang-analyzer-unix.Malloc",
                      "-p", self.folder.name, *[os.path.normpath(os.path.join(u["directory"], u["file"])) for u in self.units]], self.folder.name)]
        cost = total(commands)
        self.row("clang-tidy unix.Malloc", cost, "%.1f" % (cost.cpu / cold.cpu), "deed check -j1: times its CPU")

    def plugin(self):
        def compile_(*words):
            # Not -w: that silences the plugin, too.
            return [([self.o.clang, *[f for f in c[0][3:] if not f.startswith("-O") and f != "-w"], "-O2", "-c", "-o",
                      "/dev/null", "-Wno-everything", *words], c[1]) for c in self.parses]
        load = "-fplugin=" + self.o.plugin
        # File by file in turn: a machine that gets slower meanwhile would tell of nothing else.
        plain, loaded, cost = Cost(), Cost(), Cost()
        for ways in zip(compile_(), compile_(load, "-fplugin-arg-deed-off"), compile_(load)):
            tries = [[run(*way)[0] for way in ways] for _ in range(self.o.runs)]
            for into, each in zip((plain, loaded, cost), zip(*tries)):
                into += min(each, key=lambda c: c.cpu)
        self.row("clang -O2 -c", plain, "%.2f" % (plain.cpu / self.base.cpu), "parse")
        self.row("  with the plugin, off", loaded, "%+.1f %%" % (100 * (loaded.cpu / plain.cpu - 1)), "clang -O2 -c")
        self.row("  with the plugin", cost, "%+.1f %%" % (100 * (cost.cpu / plain.cpu - 1)), "clang -O2 -c")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("-p", dest="build", required=True)
    parser.add_argument("--filter", default="")
    parser.add_argument("--source")
    parser.add_argument("--edit")
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--only", default="parse,cold,index,j2,warm,edited,tidy,plugin")
    parser.add_argument("--deed", default=str(ROOT / "build/release/bin/deed"))
    parser.add_argument("--plugin", default=str(ROOT / "build/release/lib/libDeedClangPlugin.so"))
    parser.add_argument("--clang", default="clang-19")
    options = parser.parse_args()
    bench = Bench(options)
    if not bench.units:
        parser.error("no C file of the database matches")
    print("%d files, the least of %d runs" % (len(bench.units), options.runs))
    bench.parse()
    for name in options.only.split(","):
        if name != "parse":
            getattr(bench, name)()


if __name__ == "__main__":
    sys.exit(main())
