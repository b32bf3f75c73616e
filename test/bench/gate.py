#!/usr/bin/env python3
"""What the gate costs beside a run over all files: deed check --since against deed check.

  gate.py [--files N] [--changed N] [--rounds N] [--most R] [--deed BIN]          a project of its own making
  gate.py --project DIR -p BUILD [...]                                           a copy of a project with a compile database

Each round changes N (5) files of the project, chosen by chance from a fixed seed: a statement in one function of each. Measures CPU time of
  all    deed check, without a cache
  cold   deed check --since=HEAD, without a cache: both versions are analysed
  warm   the same with the cache that a run over the base has left, as CI that keeps the cache of its main branch has it
and prints the ratios of each round and their median. Exit status: 0 if the medians are within R (0.15), 1 past it, 2 misuse, 3 deed failed.
"""
import argparse
import json
import os
import pathlib
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

HEADER = """#ifndef PART_{n}_H
#define PART_{n}_H
#include <stddef.h>
struct part_{n} {{ size_t count; char **own_items; struct part_{n} *next; }};
struct part_{n} *part_{n}_create(size_t count);
void part_{n}_destroy(struct part_{n} *own_part);
int part_{n}_add(struct part_{n} *mut_part, const char *ref_text);
char *part_{n}_join(const struct part_{n} *ref_part);
#endif
"""
BODY = """#include "part_{n}.h"
#include "part_{a}.h"
#include "part_{b}.h"
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct part_{n} *part_{n}_create(size_t count) {{
    struct part_{n} *own_part = malloc(sizeof *own_part);
    if (!own_part)
        return NULL;
    own_part->own_items = calloc(count, sizeof(char *));
    if (!own_part->own_items) {{
        free(own_part);
        return NULL;
    }}
    own_part->count = count;
    own_part->next = NULL;
    return own_part;
}}

void part_{n}_destroy(struct part_{n} *own_part) {{
    if (!own_part)
        return;
    for (size_t i = 0; i < own_part->count; i++)
        free(own_part->own_items[i]);
    free(own_part->own_items);
    free(own_part);
}}

int part_{n}_add(struct part_{n} *mut_part, const char *ref_text) {{
    for (size_t i = 0; i < mut_part->count; i++) {{
        if (mut_part->own_items[i])
            continue;
        mut_part->own_items[i] = strdup(ref_text);
        return mut_part->own_items[i] ? 0 : -1;
    }}
    char **items = realloc(mut_part->own_items, 2 * (mut_part->count + 1) * sizeof(char *));
    if (!items)
        return -1;
    mut_part->own_items = items;
    for (size_t i = mut_part->count; i < 2 * (mut_part->count + 1); i++)
        items[i] = NULL;
    items[mut_part->count] = strdup(ref_text);
    mut_part->count = 2 * (mut_part->count + 1);
    return 0;
}}

char *part_{n}_join(const struct part_{n} *ref_part) {{
    size_t length = 1;
    for (size_t i = 0; i < ref_part->count; i++)
        length += ref_part->own_items[i] ? strlen(ref_part->own_items[i]) : 0;
    char *own_text = malloc(length);
    if (!own_text)
        return NULL;
    own_text[0] = 0;
    for (size_t i = 0; i < ref_part->count; i++)
        if (ref_part->own_items[i])
            strcat(own_text, ref_part->own_items[i]);
    return own_text;
}}
"""
USER = """
int part_{n}_task_{k}(const char *ref_text) {{
    int result = -1;
    FILE *file = NULL;
    struct part_{a} *own_left = part_{a}_create({k});
    struct part_{b} *own_right = part_{b}_create({k} + 1);
    if (!own_left || !own_right)
        goto out;
    if (part_{a}_add(own_left, ref_text) < 0 || part_{b}_add(own_right, ref_text) < 0)
        goto out;
    char *own_joined = part_{a}_join(own_left);
    if (!own_joined)
        goto out;
    file = fopen(own_joined, "r");
    if (file && fgetc(file) == {k})
        result = {k};
    free(own_joined);
out:
    if (file)
        fclose(file);
    part_{b}_destroy(own_right);
    part_{a}_destroy(own_left);
    return result;
}}
"""


def make_project(folder, files, dice):
    commands = []
    for n in range(files):
        a, b = dice.sample([x for x in range(files) if x != n], 2)
        text = BODY.format(n=n, a=a, b=b) + "".join(USER.format(n=n, a=a, b=b, k=k) for k in range(dice.randint(4, 14)))
        (folder / ("part_%d.h" % n)).write_text(HEADER.format(n=n))
        (folder / ("part_%d.c" % n)).write_text(text)
        commands.append({"directory": str(folder), "file": "part_%d.c" % n, "arguments": ["cc", "-std=c11", "-c", "part_%d.c" % n]})
    (folder / "build").mkdir()
    (folder / "build/compile_commands.json").write_text(json.dumps(commands))
    return folder / "build"


def copy_project(project, build, folder):
    shutil.copytree(project, folder, symlinks=True, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".git"))
    database = folder / os.path.relpath(build, project) / "compile_commands.json"
    database.write_text(database.read_text().replace(str(project), str(folder)))
    return database.parent


def git(folder, *words):
    subprocess.run(["git", "-c", "user.name=n", "-c", "user.email=e", *words], cwd=folder, check=True, capture_output=True)


def cpu(command, folder):
    """Seconds of CPU of the command and its workers; what it said."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        print(done.stderr[-2000:], file=sys.stderr)
        if done.returncode != 3:
            sys.exit(3)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stderr


def change(path):
    """A statement more before the last brace that ends a function."""
    text = path.read_text(errors="surrogateescape")
    at = text.rfind("\n}")
    if at < 0:
        return False
    # Behind a return it would be dead, but it is a change all the same.
    path.write_text(text[:at] + "\n        ;" + text[at:], errors="surrogateescape")
    return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=150)
    parser.add_argument("--changed", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--most", type=float, default=0.15)
    parser.add_argument("--deed", default=str(ROOT / "build/dev/bin/deed"))
    parser.add_argument("--project")
    parser.add_argument("-p", dest="build")
    parser.add_argument("--option", action="append", default=[], help="a further option of deed check")
    args = parser.parse_args()
    if bool(args.project) != bool(args.build):
        parser.error("--project and -p go together")
    dice = random.Random(8)
    deed = os.path.realpath(args.deed)
    with tempfile.TemporaryDirectory(prefix="deed-gate") as temporary:
        folder = pathlib.Path(temporary).resolve() / "project"
        folder.mkdir()
        build = copy_project(pathlib.Path(args.project).resolve(), pathlib.Path(args.build).resolve(), folder) if args.project else make_project(folder, args.files, dice)
        (folder / ".gitignore").write_text(os.path.relpath(build, folder) + "/\n")
        git(folder, "init", "-q")
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", "base")
        entries = json.loads((build / "compile_commands.json").read_text())
        files = sorted({os.path.normpath(os.path.join(e["directory"], e["file"])) for e in entries})
        files = [pathlib.Path(f) for f in files if f.startswith(str(folder)) and not f.startswith(str(build)) and os.path.exists(f)]
        check = [deed, "check", "-p", str(build), "-j1", "--format=short", "--output=/dev/null", *args.option]
        kept = pathlib.Path(temporary) / "kept"
        cpu([*check, "--cache-dir=" + str(kept)], folder)
        full = min(cpu([*check, "--no-cache"], folder)[0] for _ in range(2))
        print("%d files; all: %.2f s" % (len(files), full))
        ratios = {"cold": [], "warm": []}
        for _ in range(args.rounds):
            chosen = [f for f in dice.sample(files, args.changed) if change(f)]
            cold, said = cpu([*check, "--since=HEAD", "--no-cache"], folder)
            cache = pathlib.Path(temporary) / "cache"
            shutil.copytree(kept, cache)
            warm, _ = cpu([*check, "--since=HEAD", "--cache-dir=" + str(cache)], folder)
            shutil.rmtree(cache)
            git(folder, "checkout", "-q", ".")
            ratios["cold"].append(cold / full)
            ratios["warm"].append(warm / full)
            counted = re.search(r"(\d+) analysed, (\d+) of them unchanged", said)
            print("  %d changed, %s analysed: cold %.2f s, %.0f %%; warm %.2f s, %.0f %%"
                  % (len(chosen), counted[1] if counted else "?", cold, 100 * cold / full, warm, 100 * warm / full), flush=True)
    medians = {name: statistics.median(each) for name, each in ratios.items()}
    print("median: cold %.0f %%, warm %.0f %%" % (100 * medians["cold"], 100 * medians["warm"]))
    return int(max(medians.values()) > args.most)


if __name__ == "__main__":
    sys.exit(main())
