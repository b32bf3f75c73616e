#!/usr/bin/env python3
"""What a run says must not depend on what earlier runs left in the cache.

    cache.py DEED SCENARIO...   makes a small program, brings the cache into some state, and compares with --no-cache
"""
import difflib
import json
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

FORMATS = ["text", "short", "json", "sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "html"]

FILES = {
    "item.h": """
#ifndef ITEM_H
#define ITEM_H
#include <stddef.h>
#include "shape.h"
#if __has_include("extra.h")
#define MORE 1
#endif
struct item { char *name; int n; };
/* The caller frees the result. */
struct item *item_new(const char *name);
void item_free(struct item *item);
int item_keep(struct item *item);
char *item_text(void);
#endif
""",
    "low/shape.h": "#define SHAPE 1\n",
    "item.c": """
#include <stdlib.h>
#include <string.h>
#include "item.h"
struct item *item_new(const char *name) {
  struct item *own_item = malloc(sizeof *own_item);
  if (!own_item)
    return NULL;
  own_item->name = strdup(name);
  own_item->n = SHAPE;
  return own_item;
}
void item_free(struct item *item) {
  if (!item)
    return;
  free(item->name);
  free(item);
}
char *item_text(void) { return malloc(10); }
""",
    "keep.c": """
#include <stdlib.h>
#include "item.h"
static struct item *kept;
int item_keep(struct item *item) {
  if (!item)
    return 0;
  item_free(kept);
  kept = item;
  return 1;
}
""",
    "use.c": """
#include <stdlib.h>
#include "item.h"
int use_one(void) {
  struct item *own_one = item_new("one");
  char *own_text = item_text();
  if (!own_one)
    return 0;
  free(own_text);
  return item_keep(own_one);
}
int use_two(void) {
  struct item *own_two = item_new("two");
  if (!own_two)
    return -1;
  item_free(own_two);
  return own_two->n;
}
#ifdef MORE
void more(void) { char *own_more = malloc(SHAPE); own_more = NULL; }
#endif
""",
    "quiet.c": """
#include <stdlib.h>
void quiet(void) {
  char *p = malloc(1);
} // NOLINT(ownership-leak): it is meant
void loud(void) {
  char *p = malloc(3);
  free(p);
  free(p);
}
""",
    "broken.c": """
#include <stdlib.h>
void broken(void) { char *p = malloc(1); free(p); free(p); nowhere(p; }
""",
}


class Program:
    def __init__(self, deed, folder):
        self.deed, self.folder = deed, pathlib.Path(folder)
        self.source, self.cache = self.folder / "src", self.folder / "cache"
        self.environment = dict(os.environ)
        self.flags = ["-std=c11", "-Ihigh", "-Ilow", "-fno-such-flag"]
        (self.source / ".git").mkdir(parents=True)
        (self.source / "high").mkdir()
        for name, text in FILES.items():
            self.write(name, text)
        self.database()

    def write(self, name, text):
        path = self.source / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    def edit(self, name, old, new):
        text = (self.source / name).read_text()
        assert old in text, (name, old)
        self.write(name, text.replace(old, new))

    def database(self):
        self.write("compile_commands.json", json.dumps(
            [{"directory": str(self.source), "file": name, "arguments": ["cc", *self.flags, "-c", name, "-o", "o/x.o"]}
             for name in sorted(p.name for p in self.source.glob("*.c"))]))

    def command(self, *options):
        return [self.deed, "check", "-p", str(self.source), *options]

    def run(self, *options, **more):
        done = subprocess.run(self.command(*options), capture_output=True, cwd=self.source, env=self.environment,
                              check=False, timeout=300, **more)
        # Lines with times, and one with the options.
        said = [l for l in done.stderr.decode().splitlines() if not re.search(r" files? in | old, |: to repeat it", l)]
        return done.returncode, done.stdout, said

    def cached(self, *options, **more):
        return self.run("--cache-dir=" + str(self.cache), *options, **more)

    def same(self, what, *options, jobs=("-j1",), **more):
        """Compares a run with the cache with one without."""
        plain = self.run("--no-cache", "-j1", *options)
        assert plain[0] in (0, 1, 3), plain
        for job in jobs:
            now = self.cached(job, *options, **more)
            if now != plain:
                lines = [[str(r[0]), *r[2], *r[1].decode().splitlines()] for r in (plain, now)]
                print(*difflib.unified_diff(*lines, "without", "with the cache", n=0, lineterm=""), sep="\n")
                sys.exit("%s: the cache changes the answer (%s)" % (what, " ".join(options)))
        return plain

    def entries(self):
        return sorted(p for p in self.cache.rglob("*") if p.is_file() and p.name != "CACHEDIR.TAG")


INDEX = (["--no-index"], ["--index"])


def warm(p):
    for index in INDEX:
        for form in FORMATS:
            found = p.same("format " + form, *index, "--format=" + form, "--statistics", jobs=("-j1", "-j1", "-j3"))
            assert found[0] == 3 and (b"free" in found[1]), found
    before = p.entries()
    p.cached(*INDEX[1], "--statistics", "--format=short")
    assert before == p.entries(), "a warm run wrote entries"
    p.same("contracts", "--dump-contracts", jobs=("-j1", "-j1"))
    p.same("a part of the files", "--index", "use.c", "item.c", jobs=("-j1", "-j1"))


def edit_twice_the_same_size(p):
    path = p.source / "quiet.c"
    times = path.stat()
    p.edit("quiet.c", "malloc(3)", "(char*)0 ")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def link_header(p):
    (p.source / "low/shape.h").rename(p.source / "low/other.h")
    os.symlink("other.h", p.source / "low/shape.h")


def all_edits():
    def text(name, old, new):
        return lambda p: p.edit(name, old, new)

    def put(name, content):
        return lambda p: p.write(name, content)

    def gone(name):
        return lambda p: (p.source / name).unlink()

    def flags(*words):
        return lambda p: (setattr(p, "flags", p.flags + list(words)), p.database())

    def environment(name, value):
        return lambda p: p.environment.__setitem__(name, value)

    return [
        ("a comment behind all", text("item.c", "malloc(10); }", "malloc(10); } // ten")),
        ("a body that frees less", text("item.c", "  free(item->name);\n", "")),
        ("a body that does not keep", text("keep.c", "kept = item;", ";")),
        ("a function that gives nothing", text("item.c", "malloc(10)", "NULL")),
        ("lines that move", text("item.c", "#include <stdlib.h>", "\n\n#include <stdlib.h>")),
        ("a NOLINT that comes", text("use.c", "return own_two->n;", "return own_two->n; // NOLINT: so")),
        ("a NOLINT that goes", text("quiet.c", "// NOLINT", "// no lint")),
        ("a promise of the header", text("item.h", "The caller frees the result.", "The result is borrowed.")),
        ("a header before the one that was found", put("high/shape.h", "#define SHAPE 2\n#define MORE 1\n")),
        ("a header that was asked for", put("extra.h", "")),
        ("a header that goes", gone("low/shape.h")),
        ("a header behind a link", link_header),
        ("the same size and time", edit_twice_the_same_size),
        ("a file that comes", lambda p: (p.write("new.c", FILES["quiet.c"].replace("quiet", "n1").replace("loud", "n2")),
                                         p.database())),
        ("a file that vanishes", gone("keep.c")),
        ("a file that is no longer broken", text("broken.c", "nowhere(p;", ";")),
        ("a configuration", put(".deed.yaml", "Checks: '-ownership-double-free'\n")),
        ("contracts of the configuration", put(".deed.yaml", "Contracts:\n  item_keep: {params: {0: borrows}}\n")),
        ("a profile", put(".deed.yaml", "Profile: strict\n")),
        ("a model", lambda p: (p.write(".deed.yaml", "Models: [m.yaml]\n"),
                               p.write("m.yaml", "Contracts:\n  item_text: {returns: borrowed}\n"))),
        ("a flag", flags("-DMORE")),
        ("a path of the environment", environment("CPATH", "high")),
        ("nothing", lambda p: None),
    ]


def edits(p):
    for what, change in all_edits():
        for index in INDEX:
            shutil.rmtree(p.folder)
            p = Program(p.deed, p.folder)
            p.cached(*index)
            change(p)
            p.same(what, *index, "--format=json")
    # A model that changes, where the configuration does not.
    p.write(".deed.yaml", "Models: [m.yaml]\n")
    for text in ("returns: borrowed", "returns: owned malloc"):
        p.write("m.yaml", "Contracts:\n  item_text: {%s}\n" % text)
        p.same("model " + text, "--index", "--format=json", jobs=("-j1", "-j1"))
    for options in (["--checks=-ownership-double-free"], ["--profile=strict"], ["--only-function=loud"], ["--model=m.yaml"],
                    ["--header-filter=no"], ["--warnings-as-errors=*"], ["--extra-arg=-DMORE"], ["--statistics"],
                    ["--extra-arg-before=-DMORE"], ["--option=null-after-transfer.When=always"]):
        p.same("option", "--index", "--format=json", *options, jobs=("-j1", "-j1"))


def many(p):
    """Edits one upon the other, some taken back."""
    chance = random.Random(6)
    changes = [c for c in all_edits() if "vanishes" not in c[0] and "comes" not in c[0] and "goes" not in c[0]]
    for number in range(24):
        index = INDEX[number % 3 != 0]
        what, change = chance.choice(changes)
        if number % 5 == 4:
            for name, text in FILES.items():
                (p.source / name).unlink(missing_ok=True)
                p.write(name, text)
            (p.source / ".deed.yaml").unlink(missing_ok=True)
            what = "all taken back"
        else:
            try:
                change(p)
            except (AssertionError, OSError):
                continue
        p.same("%d: %s" % (number, what), *index, "--format=json", jobs=("-j2",))


def damage(p):
    def flip(path):
        bytes_ = bytearray(path.read_bytes())
        bytes_[chance.randrange(len(bytes_))] ^= 1 << chance.randrange(8)
        path.write_bytes(bytes_)

    def cut(path):
        path.write_bytes(path.read_bytes()[:chance.randrange(path.stat().st_size)])

    def longer(path):
        path.write_bytes(path.read_bytes() + b"x")

    def folder(path):
        path.unlink()
        path.mkdir()

    def pipe(path):
        path.unlink()
        os.mkfifo(path)

    def swap(path):
        shutil.copyfile(chance.choice(kept), path)

    chance = random.Random(1)
    for index in INDEX:
        for ruin in (flip, flip, flip, cut, longer, folder, pipe, lambda path: path.write_bytes(b""),
                     lambda path: path.unlink()):
            shutil.rmtree(p.cache, ignore_errors=True)
            p.cached(*index)
            kept = p.entries()
            assert len(kept) >= 10, kept
            for path in kept:
                if chance.random() < 0.7:
                    ruin(path)
            p.same("damage", *index, "--format=json", jobs=("-j1", "-j1"))


def together(p):
    for index in INDEX:
        plain = p.run("--no-cache", *index, "--format=json")[1]
        for _ in range(3):
            shutil.rmtree(p.cache, ignore_errors=True)
            runs = [subprocess.Popen(p.command("--cache-dir=" + str(p.cache), *index, "--format=json", "-j2"), cwd=p.source,
                                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in range(4)]
            for each in runs:
                assert each.communicate()[0] == plain, "runs at once give another answer"
        p.same("after runs at once", *index, "--format=json")


def no_room(p):
    def limit(size):
        return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    for index in INDEX:
        for size in (0, 100, 2000, 20000):
            p.same("no room for more than %d bytes" % size, *index, "--format=json", jobs=("-j1", "-j1"),
                   preexec_fn=limit(size))
        p.same("room again", *index, "--format=json", jobs=("-j1", "-j1"))
    for place in ("/dev/null/cache", "/proc/cache", str(p.source / "item.c"), ""):
        for index in INDEX:
            plain = p.run("--no-cache", *index, "--format=json")
            assert p.run("--cache-dir=" + place, *index, "--format=json") == plain, place


def alive(group):
    """The processes of the group that still run; an orphan may stay in the table as a zombie."""
    for entry in pathlib.Path("/proc").iterdir():
        try:
            state, _, of = (entry / "stat").read_text().rpartition(")")[2].split()[:3]
        except (OSError, ValueError):
            continue
        if int(of) == group and state not in "ZX":
            yield entry.name


def killed(p):
    """kill -9 at random moments, 50 times."""
    chance = random.Random(50)
    plain = {tuple(index): p.run("--no-cache", *index, "--format=json") for index in INDEX}
    start = time.monotonic()
    p.run("--no-cache", "--index")
    whole = time.monotonic() - start
    ended = number = 0
    # On a busy machine a run may be done before this process wakes up: then it sleeps less.
    while ended < 50 and number < 200:
        index = INDEX[number % 2]
        if number % 4 == 0:
            shutil.rmtree(p.cache, ignore_errors=True)
        run = subprocess.Popen(p.command("--cache-dir=" + str(p.cache), *index, "-j2"), cwd=p.source,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(0, whole))
        if run.poll() is None:
            # Workers too, as the kernel does when memory is short.
            (os.killpg if number % 3 else os.kill)(run.pid, signal.SIGKILL)
            ended += 1
            whole *= 1.05
        else:
            whole *= 0.8
        run.wait()
        # A worker that outlived its parent would go on writing, into a folder that the user has removed, say.
        limit = time.monotonic() + 10
        while left := list(alive(run.pid)):
            assert time.monotonic() < limit, "still working: %s" % left
            time.sleep(0.01)
        number += 1
        if number % 5 == 0:
            for each in INDEX:
                assert p.cached(*each, "--format=json") == plain[tuple(each)], "after kill %d" % number
    assert ended > 10, ended


def git(p, *words):
    subprocess.run(["git", "-c", "user.name=n", "-c", "user.email=e", *words], cwd=p.source, check=True,
                   capture_output=True)


def gate(p):
    (p.source / "broken.c").unlink()
    p.database()
    shutil.rmtree(p.source / ".git")
    git(p, "init", "-q")
    git(p, "add", ".")
    git(p, "commit", "-qm", "base")
    p.edit("item.c", "  free(item->name);\n", "")
    p.edit("use.c", "item_free(own_two);", "item_free(own_two); char *own_x = malloc(2); free(own_x); free(own_x);")
    p.edit("item.h", "#define MORE 1", "#define MORE 2")
    found = p.same("the gate", "--since=HEAD", "--format=json", jobs=("-j1", "-j1", "-j2"))
    assert found[0] == 1 and b"double-free" in found[1], found
    git(p, "commit", "-qam", "change")
    p.same("the gate, behind", "--since=HEAD", "--format=json", jobs=("-j1", "-j1"))
    p.same("the gate, from the base", "--since=HEAD~1", "--format=json", jobs=("-j1", "-j1"))
    p.same("all", "--format=json")


def fixes(p):
    p.same("a patch", "--diff", jobs=("-j1", "-j1"))
    p.same("a patch, with the index", "--index", "--diff", jobs=("-j1", "-j1"))
    p.cached("--fix")
    p.same("after --fix", "--format=json")


def default(p):
    """Without options the cache is the user's, and only below his folder."""
    home = p.folder / "home"
    home.mkdir()
    p.environment["HOME"] = str(home)
    p.environment.pop("XDG_CACHE_HOME", None)
    p.run("--no-cache")
    assert not list(home.iterdir())
    p.run()
    assert [x.name for x in home.iterdir()] == [".cache"] and len(list((home / ".cache/deed").rglob("*"))) > 10
    p.environment["XDG_CACHE_HOME"] = str(home / "xdg")
    p.run()
    assert (home / "xdg/deed/CACHEDIR.TAG").exists()
    p.environment.pop("HOME")
    p.environment["XDG_CACHE_HOME"] = ""
    assert p.run()[0] == 3
    # What is no entry stays, however old it is.
    p.cache.mkdir()
    mine = p.cache / "mine.txt"
    mine.write_text("mine")
    os.utime(mine, (0, 0))
    p.cached()
    old = p.entries()
    for path in old:
        os.utime(path, (0, 0))
    os.utime(p.cache / "CACHEDIR.TAG", (0, 0))
    p.edit("use.c", "int use_two", "\nint use_two")
    p.cached("use.c")
    assert mine.exists() and len([o for o in old if o.exists() and o != mine]) < 5, "old entries stay"


def main():
    for name in sys.argv[2:]:
        with tempfile.TemporaryDirectory() as folder:
            globals()[name](Program(sys.argv[1], pathlib.Path(folder) / "p"))


if __name__ == "__main__":
    main()
