#!/usr/bin/env python3
"""C from a grammar, full of owned values, for finding crashes and hangs of deed.

  c_grammar.py --deed BIN [--seconds S] [--seed N] [--batch N] [--keep DIR]

Each file compiles: pointers, structs, arrays, unions, helpers that call each other, every statement and jump of C, calls of libc that
acquire and release, attributes. What it does makes no sense. Files go to deed in batches; one with a status other than 0 and 1, or a note
about an internal error, is kept in DIR with the seed in its name. Exit status: 1 if there is one.
"""
import argparse
import pathlib
import random
import subprocess
import sys
import tempfile
import time

HEAD = """#define _GNU_SOURCE
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
typedef struct node { struct node *next, *prev; char *text; char *own_name; FILE *stream; int fd; char *slots[4]; union { char *u; void *v; uintptr_t n; }; } node;
typedef void (*end_t)(char *);
static void drop(char **p) { free(*p); }
#define AUTO __attribute__((cleanup(drop)))
extern int unknown(int, ...);
extern char *own_elsewhere(char *own_p, const char *ref_q);
static char *kept; node *list; static int flag; static const int yes = 1;
static end_t const table[] = {(end_t)free, drop ? (end_t)0 : 0};
#define TAKE(p) ({ __typeof__(p) *pp_ = &(p); __typeof__(p) p_ = *pp_; *pp_ = NULL; p_; })
"""


class Function:
    """One function; names are by type: c char *, i int, n node *, f FILE *, q char **."""

    def __init__(self, random_, index, count):
        self.r, self.index, self.count = random_, index, count
        self.labels, self.loops, self.locals, self.room = 3, 0, 0, random_.randint(5, 60)
        self.names = {"c": ["a", "b", "kept"], "i": ["i", "j", "flag"], "n": ["n", "list"], "f": ["f"], "q": ["q", "&a", "&kept"]}

    def pick(self, *choices):
        return self.r.choice(choices)

    def integer(self, depth=0):
        if depth > 2:
            return self.pick("0", "1", "i", "j")
        d = depth + 1
        return self.pick(
            lambda: self.r.choice(self.names["i"]), lambda: str(self.r.randint(-3, 300)), lambda: "!%s" % self.text(d),
            lambda: "(%s %s %s)" % (self.integer(d), self.pick("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", "<", ">", "==", "!=", "&&", "||"), self.integer(d)),
            lambda: "(%s %s NULL)" % (self.pointer(d), self.pick("==", "!=")), lambda: "unknown(%s)" % self.integer(d), lambda: "(%s)" % self.call(d, "i"),
            lambda: "(%s == %s)" % (self.text(d), self.text(d)), lambda: "strlen(%s)" % self.text(d), lambda: "%s->fd" % self.node(d),
            lambda: "open(%s, 0)" % self.text(d), lambda: "close(%s)" % self.integer(d), lambda: "yes", lambda: "(%s ? %s : %s)" % (self.integer(d), self.integer(d), self.integer(d)),
            lambda: "(int)(uintptr_t)%s" % self.text(d), lambda: "fclose(%s)" % self.stream(d), lambda: "i++", lambda: "--j", lambda: "(int)sizeof(node)",
            lambda: "(%s)[%s]" % (self.text(d), self.integer(d)), lambda: "asprintf(%s, \"x\")" % self.where(d))()

    def text(self, depth=0):
        if depth > 2:
            return self.r.choice(self.names["c"])
        d = depth + 1
        return self.pick(
            lambda: self.r.choice(self.names["c"]), lambda: self.r.choice(self.names["c"]), lambda: "((char *)malloc(%s))" % self.integer(d), lambda: "strdup(%s)" % self.text(d),
            lambda: "((char *)realloc(%s, %s))" % (self.text(d), self.integer(d)), lambda: "((char *)NULL)", lambda: "((char *)\"t\")", lambda: "(%s ? %s : %s)" % (self.integer(d), self.text(d), self.text(d)),
            lambda: "(%s, %s)" % (self.integer(d), self.text(d)), lambda: "(%s + %s)" % (self.text(d), self.integer(d)), lambda: "%s->%s" % (self.node(d), self.pick("text", "own_name", "u", "slots[1]", "slots[i]")),
            lambda: "*%s" % self.where(d), lambda: "((char *)%s)" % self.node(d), lambda: self.call(d, "c"), lambda: "({ char *t_ = %s; %s; t_; })" % (self.text(d), self.integer(d)),
            lambda: "TAKE(%s)" % self.pick("a", "b", "kept"), lambda: "((char *)((uintptr_t)%s %s %s))" % (self.text(d), self.pick("|", "&", "+", "^"), self.integer(d)),
            lambda: "own_elsewhere(%s, %s)" % (self.text(d), self.text(d)), lambda: "strchr(%s, %s)" % (self.text(d), self.integer(d)), lambda: "(%s ?: %s)" % (self.text(d), self.text(d)),
            lambda: "(%s = %s)" % (self.pick("a", "b", "kept"), self.text(d)), lambda: "((char *)memcpy(%s, %s, 3))" % (self.text(d), self.text(d)), lambda: "((char *)&i)")()

    def node(self, depth=0):
        if depth > 2:
            return self.r.choice(self.names["n"])
        d = depth + 1
        return self.pick(lambda: self.r.choice(self.names["n"]), lambda: "%s->next" % self.node(d), lambda: "((node *)malloc(sizeof(node)))", lambda: "((node *)%s)" % self.text(d),
                         lambda: "(n = %s)" % self.node(d), lambda: "((node *)calloc(1, sizeof(node)))", lambda: "(&s)", lambda: "(&(node){.text = %s, .fd = %s})" % (self.text(d), self.integer(d)),
                         lambda: "(%s - 1)" % self.node(d))()

    def stream(self, depth=0):
        d = depth + 1
        return self.pick("f", "f", "stdin", "n->stream") if depth > 2 else self.pick(
            lambda: "f", lambda: "fopen(%s, \"r\")" % self.text(d), lambda: "%s->stream" % self.node(d), lambda: "(f = popen(\"x\", \"r\"))", lambda: "tmpfile()", lambda: "fdopen(%s, \"r\")" % self.integer(d))()

    def where(self, depth=0):
        d = depth + 1
        return self.pick("(q)", "(&a)", "(&b)", "(&kept)", "(&n->text)") if depth > 2 else self.pick(
            lambda: "(q)", lambda: "(&a)", lambda: "(&%s->text)" % self.node(d), lambda: "(q + %s)" % self.integer(d), lambda: "(&%s->slots[%s])" % (self.node(d), self.integer(d)), lambda: "(r)", lambda: "(r + 1)")()

    def pointer(self, depth=0):
        return self.pick(self.text, self.node, self.stream, self.where)(depth)

    def call(self, depth, kind):
        d = depth + 1
        return "f%d%s(%s, %s, %s, %s, %s)" % (self.r.randrange(self.count), kind, self.text(d), self.text(d), self.integer(d), self.node(d), self.where(d))

    def block(self, depth):
        return "{ %s }" % " ".join(self.statement(depth + 1) for _ in range(self.r.randint(0, 4)))

    def statement(self, depth=0):
        self.room -= 1
        if self.room < 0 or depth > 6:
            return ";"
        jumps = ["goto l%d;" % self.r.randrange(self.labels)] + (["break;", "continue;"] if self.loops else [])
        kind = self.r.randrange(24)
        if kind < 4:
            return "%s = %s;" % (self.pick("a", "b", "kept", "n->text", "*q", "s.text", "r[1]", "r[i]", "list->own_name", "*&a"), self.text())
        if kind < 8:
            return "free(%s);" % self.pick(self.text, self.node, self.where)()
        if kind < 10:
            return "if (%s) %s%s" % (self.integer(), self.block(depth), self.pick("", " else " + self.block(depth)))
        if kind == 10:
            self.loops += 1
            body = self.block(depth)
            self.loops -= 1
            return self.pick("while (%s) %s" % (self.integer(), body), "do %s while (%s);" % (body, self.integer()),
                             "for (int k = %s; k < %s; k++) %s" % (self.integer(), self.integer(), body), "for (node *e = list; e; e = e->next) { free(e->text); %s }" % body[1:-1], "for (;;) %s" % body)
        if kind == 11:
            self.loops, loops = 0, self.loops
            cases = "".join("case %d: %s %s " % (c, self.statement(depth + 1), self.pick("", "break;")) for c in self.r.sample(range(9), self.r.randint(0, 4)))
            self.loops = loops
            return "switch (%s) { %s default:; }" % (self.integer(), cases)
        if kind == 12:
            return self.r.choice(jumps)
        if kind == 13:
            return "if (%s) return %s;" % (self.integer(), "@RETURN@")
        if kind == 14:
            self.locals += 1
            name = "v%d" % self.locals
            return "{ %schar *%s = %s; %s a = %s; }" % (self.pick("", "AUTO "), name, self.text(), self.statement(depth + 1), name)
        if kind == 15:
            return "n = %s;" % self.node()
        if kind == 16:
            return "%s = %s;" % (self.pick("i", "j", "flag", "n->fd", "s.fd"), self.integer())
        if kind == 17:
            return "f = %s;" % self.stream()
        if kind == 18:
            return self.pick("s = *n;", "*n = s;", "*list = (node){0};", "memcpy(&s, n, sizeof s);", "memset(&s, 0, sizeof s);", "memcpy(r, q, sizeof r);", "s = (node){.text = a};")
        if kind == 19:
            return "q = %s;" % self.where()
        if kind == 20:
            return "%s(%s);" % (self.pick("g", "table[0]", "table[i]", "(*g)", "(s.fd ? g : (end_t)free)"), self.text())
        if kind == 21:
            return self.pick("abort();", "exit(1);", "n->next = list; list = n;", "list = list->next;", "q++;", "a++;", "(void)0;", "__builtin_unreachable();", "g = (end_t)free;")
        return "%s;" % self.pick(self.integer, self.text, self.node, self.stream)()

    def make(self):
        result = {"c": "char *", "i": "int ", "v": "void ", "n": "node *"}
        out = ""
        for kind in "ci":
            self.room = self.r.randint(5, 60)
            parts = [self.statement() for _ in range(self.r.randint(2, 12))]
            for label in range(self.labels):
                parts.insert(self.r.randint(0, len(parts)), "l%d:;" % label)
            give = self.text if kind == "c" else self.integer
            body = "\n  ".join(parts).replace("@RETURN@", give(1))
            out += "%s%s\nf%d%s(char *a, char *b, int i, node *n, char **q) {\n  int j = 0; FILE *f = NULL; node s = {0}; char *r[4] = {0}; end_t g = table[1];\n  %s\n  return %s;\n}\n" % (
                self.pick("static ", ""), result[kind], self.index, kind, body, give())
        return out


def generate(seed):
    r = random.Random(seed)
    count = r.randint(1, 6)
    bodies = [Function(r, i, count).make() for i in range(count)]
    declared = ""
    for body in bodies:
        for line, name in zip(body.split("\n"), body.split("\n")[1:]):
            if name.startswith("f") and name.endswith("{") and line.strip().startswith(("static", "char", "int")):
                declared += "%s %s;\n" % (line, name[:-2])
    return HEAD + declared + "".join(bodies)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--deed", required=True)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=100)
    parser.add_argument("--keep", default=".")
    options = parser.parse_args()
    end, seed, bad, files = time.time() + options.seconds, options.seed, 0, 0
    pathlib.Path(options.keep).mkdir(parents=True, exist_ok=True)
    while time.time() < end:
        with tempfile.TemporaryDirectory() as folder:
            for i in range(options.batch):
                (pathlib.Path(folder) / ("s%d.c" % (seed + i))).write_text(generate(seed + i))
            result = subprocess.run([options.deed, "check", "-j1", "--no-cache", "--quiet", "--format=json:/dev/null", "--timeout=120", folder, "--", "-std=gnu17", "-w"],
                                    capture_output=True, text=True, errors="replace", check=False)
            if result.returncode not in (0, 1):
                bad += 1
                print("seeds %d..%d: status %d\n%s" % (seed, seed + options.batch - 1, result.returncode, result.stderr[-3000:]), flush=True)
                for path in pathlib.Path(folder).glob("*.c"):
                    if path.name in result.stderr:
                        (pathlib.Path(options.keep) / path.name).write_bytes(path.read_bytes())
        seed += options.batch
        files += options.batch
    print("%d files, %d bad batches" % (files, bad))
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
