#!/usr/bin/env python3
"""bad_input.py DEED [--scale N]: databases and programs that are odd or large, with the index.

Everything ends, nothing crashes, and what is expected is found. --scale 100 has the full sizes: 10,000 files, a cycle of 1,000
functions; the default is 5.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

TAKE = "#include <stdlib.h>\nvoid take(char *p) { free(p); }\n"
USE = "#include <stdlib.h>\nvoid take(char *p);\nvoid use%s(void) { char *p = malloc(1); take(p); take(p); }\n"


class Case:
    def __init__(self, deed, name):
        self.deed, self.name = deed, name
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.temporary.name)
        (self.folder / ".git").mkdir()
        self.entries = []

    def file(self, name, text, *flags, listed=True):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        if listed:
            self.entry(name, *flags)

    def entry(self, name, *flags, output="o/x.o"):
        self.entries.append({"directory": str(self.folder), "file": name,
                             "arguments": ["cc", "-std=c11", *flags, "-c", name, "-o", output]})

    def run(self, *options, status=(0, 1)):
        (self.folder / "compile_commands.json").write_text(json.dumps(self.entries))
        start = time.monotonic()
        done = subprocess.run([self.deed, "check", "-p", ".", "--index", "--no-cache", "--format=short", *options],
                              cwd=self.folder, capture_output=True, text=True, check=False, timeout=3000)
        print("%-45s exit %d, %.1f s" % (self.name, done.returncode, time.monotonic() - start))
        if done.returncode not in status:
            sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
        return done.stdout, done.stderr

    def expect(self, found, *lines):
        wanted = sorted(lines)
        got = sorted("%s:%s %s" % m for m in re.findall(r"^(\S+?):(\d+):\d+: .*\[ownership-([a-z-]+)\]$", found, re.M))
        if got != wanted:
            sys.exit("%s: found %s, expected %s" % (self.name, got[:20], wanted[:20]))


def cycle(deed, count):
    """f0 calls f1 ... calls f0, over ten files; one of them releases."""
    case = Case(deed, "a cycle of %d functions" % count)
    for number in range(10):
        body = "#include <stdlib.h>\n"
        for i in range(number, count, 10):
            follow = (i + 1) % count
            body += "void f%d(char *p, int n);\n" % follow
            body += "void f%d(char *p, int n) { if (n == %d) { free(p); return; } f%d(p, n - 1); }\n" % (i, i, follow)
        case.file("f%d.c" % number, body)
    case.file("use.c", "#include <stdlib.h>\nvoid f0(char *p, int n);\nvoid use(void) { char *p = malloc(1); if (p) f0(p, 3); }\n"
                       "void other(void) { char *p = malloc(1); free(p); free(p); }\n")
    case.expect(case.run("-j2")[0], "use.c:4 double-free")


def chain(deed, count):
    """No cycle: f0 calls f1 ... calls the one that releases."""
    case = Case(deed, "a chain of %d functions" % count)
    for number in range(10):
        body = "#include <stdlib.h>\n"
        for i in range(number, count, 10):
            body += "void f%d(char *p);\n" % (i + 1)
            body += "void f%d(char *p) { %s; }\n" % (i, "free(p)" if i == count - 1 else "f%d(p)" % (i + 1))
        case.file("f%d.c" % number, body)
    case.file("use.c", "#include <stdlib.h>\nvoid f0(char *p);\nvoid use(void) { char *p = malloc(1); f0(p); f0(p); }\n")
    case.expect(case.run("-j2")[0], "use.c:3 double-free")


def tree(deed, count):
    """A cycle that goes down both branches of a tree: there are twice as many cells with each step."""
    case = Case(deed, "a tree walked by %d functions" % count)
    for number in range(10):
        body = "#include <stdlib.h>\nstruct t { struct t *l, *r; char *s; int k; };\n"
        for i in range(number, count, 10):
            left, right = (i + 1) % count, (i + 3) % count
            body += "int f%d(struct t *t, int n);\nint f%d(struct t *t, int n);\n" % (left, right)
            body += ("int f%d(struct t *t, int n) { if (!t) return 0; if (t->k == %d) { free(t->s); t->s = malloc(4); if (!t->s) return -1; } "
                     "if (f%d(t->l, n) < 0) return -1; return f%d(t->r, n - 1); }\n" % (i, i, left, right))
        case.file("f%d.c" % number, body)
    case.file("use.c", "#include <stdlib.h>\nstruct t;\nint f0(struct t *t, int n);\n"
                       "int use(struct t *t) { char *p = malloc(1); int r = f0(t, 3); if (r < 0) return r; free(p); return 0; }\n")
    case.expect(case.run("-j2")[0], "use.c:4 error-path-leak")


def many(deed, count):
    case = Case(deed, "%d files" % count)
    case.file("take.c", TAKE)
    for i in range(count - 1):
        case.file("d%d/use%d.c" % (i % 50, i), USE % i if i % 100 == 0 else "int n%d(int a) { return a + %d; }\n" % (i, i))
    found = case.run("-j2", "--quiet")[0]
    case.expect(found, *("d%d/use%d.c:3 double-free" % (i % 50, i) for i in range(0, count - 1, 100)))


def listed_twice(deed, _):
    case = Case(deed, "one file under several entries")
    case.file("take.c", TAKE)
    case.file("use.c", USE % "")
    for name in ("use.c", "./use.c", str(case.folder / "take.c"), "../" + case.folder.name + "/take.c"):
        case.entry(name)
    case.entry("use.c", output="o/other.o")
    case.entry("use.c", "-DOTHER")
    case.expect(case.run()[0], "use.c:3 double-free")


def several_programs(deed, _):
    """The same name in two programs of one database: each user gets its own."""
    case = Case(deed, "one name in two programs")
    for program, body in (("one", "free(p)"), ("two", "(void)p")):
        case.file(program + "/take.c", "#include <stdlib.h>\nvoid take(char *p) { %s; }\n" % body, listed=False)
        case.entry(program + "/take.c", output="%s.p/take.o" % program)
        case.file(program + "/use.c", USE % "", listed=False)
        case.entry(program + "/use.c", output="%s.p/use.o" % program)
    case.expect(case.run()[0], "one/use.c:3 double-free", "two/use.c:3 leak")


def same_in_one(deed, _):
    """Two bodies under one name in one program, which do not agree: nothing is concluded."""
    case = Case(deed, "one name twice in a program")
    case.file("take.c", TAKE)
    case.file("take2.c", TAKE.replace("free(p)", "(void)p"))
    case.file("use.c", USE % "")
    case.expect(case.run()[0])


def vanished(deed, _):
    case = Case(deed, "a file that vanished")
    case.file("take.c", TAKE)
    case.file("use.c", USE % "")
    case.entry("gone.c")
    found, said = case.run(status=(3,))
    case.expect(found, "use.c:3 double-free")
    assert "gone.c" in said, said


def late(deed, _):
    case = Case(deed, "a file that takes too long")
    case.file("take.c", TAKE)
    case.file("use.c", USE % "")
    case.file("slow.c", "#define A(x) x x x x x x x x x x\n#define B(x) A(A(A(A(x))))\nint q = 0 B(B(+1));\n")
    found, said = case.run("--timeout=3", "-j2", status=(3,))
    case.expect(found, "use.c:3 double-free")
    assert "slow.c: not done after 3 s" in said, said


def crashed(deed, _):
    case = Case(deed, "a file that deed crashes on")
    case.file("take.c", TAKE)
    case.file("use.c", USE % "")
    case.file("crash.c", "#pragma clang __debug crash\n")
    found, said = case.run("-j2", status=(3,))
    case.expect(found, "use.c:3 double-free")
    assert "crash.c: deed crashed on this file" in said, said


def header_twice(deed, _):
    """A header under two names has its finding once."""
    case = Case(deed, "a header by two paths")
    case.file("inc/h.h", "#include <stdlib.h>\nstatic inline void twice(void) { char *p = malloc(1); free(p); free(p); }\n", listed=False)
    case.file("a.c", "#include \"h.h\"\nvoid a(void) { twice(); }\n", "-Iinc")
    case.file("b.c", "#include \"h.h\"\nvoid b(void) { twice(); }\n", "-Ib/../inc")
    case.file("sub/c.c", "#include \"../inc/h.h\"\nvoid c(void) { twice(); }\n")
    (case.folder / "b").mkdir()
    os.symlink("inc", case.folder / "link")
    case.file("once.c", "#include \"h.h\"\nvoid d(void) { twice(); }\n", "-I" + str(case.folder / "inc") + "/")
    case.expect(case.run()[0], "inc/h.h:2 double-free")


def empty(deed, _):
    case = Case(deed, "empty files, and one that is no C")
    case.file("a.c", "")
    case.file("b.c", "\0\1\2\xff")
    case.file("take.c", TAKE)
    case.file("use.c", USE % "")
    case.expect(case.run(status=(3,))[0], "use.c:3 double-free")


def main():
    scale = int(sys.argv[sys.argv.index("--scale") + 1]) if "--scale" in sys.argv else 5
    for case, size in ((cycle, 10 * scale), (chain, 10 * scale), (tree, 4 * scale), (many, 100 * scale), (listed_twice, 0), (several_programs, 0),
                       (same_in_one, 0), (vanished, 0), (late, 0), (crashed, 0), (header_twice, 0), (empty, 0)):
        case(sys.argv[1], size)


if __name__ == "__main__":
    main()
