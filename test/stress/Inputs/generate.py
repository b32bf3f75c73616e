#!/usr/bin/env python3
"""Writes C built to hurt an analyser, one file for each kind, into a folder.

  generate.py DIR [--scale PERCENT] [KIND...]

At 100 per cent the sizes are those of its functions' arguments; the tests take less. Prints the names of the files. A kind is a
function below; its docstring says what is hard.
"""
import argparse
import inspect
import pathlib
import sys

HEAD = "#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\nint probe(int n);\n"


def nested_ifs(n=500):
    """ifs in ifs, a value acquired at the bottom and lost"""
    n = min(n, 250)  # Clang's own limit of nested braces is 256
    return (HEAD + "void f(int a) {\n  char *p = NULL;\n" + "".join("if (probe(%d)) {\n" % i for i in range(n)) +
            "p = malloc(1);\n" + "}\n" * n + "}\n")


def nested_ifs_bare(n=500):
    """the same without braces, each with its else"""
    n = min(n, 500)
    return (HEAD + "void f(int a) {\n  char *p = malloc(9);\n" + "".join("if (probe(%d))\n" % i for i in range(n)) +
            "free(p);\n" + "".join("else a += %d;\n" % i for i in range(n)) + "}\n")


def flat_ifs(n=500):
    """ifs one after the other, each with a value of its own that depends on it"""
    return (HEAD + "void f(unsigned *a) {\n" + "".join("char *p%d = NULL;\nif (a[%d]) p%d = malloc(%d);\n" % (i, i, i, i + 1)
                                                  for i in range(n)) +
            "".join("if (a[%d]) free(p%d);\n" % (i, i) for i in range(n)) + "}\n")


def switch_cases(n=5000):
    """a switch of many cases, some of which release"""
    return (HEAD + "int f(int a) {\n  char *p = malloc(1);\n  switch (a) {\n" +
            "".join("case %d: %s\n" % (i, "free(p); return 1;" if i % 3 == 0 else "a += %d; break;" % i) for i in range(n)) +
            "}\n  free(p);\n  return a;\n}\n")


def switch_falls(n=1000):
    """cases that all fall through"""
    return (HEAD + "int f(int a) {\n  char *p = malloc(1);\n  switch (a) {\n" +
            "".join("case %d: a += probe(%d);\n" % (i, i) for i in range(n)) + "}\n  free(p);\n  return a;\n}\n")


def many_locals(n=10000):
    """many variables, all alive to the end"""
    return (HEAD + "long f(void) {\n" + "".join("  long v%d = probe(%d);\n" % (i, i) for i in range(n)) +
            "  char *p = malloc(1);\n  long s = 0;\n" + "".join("  s += v%d;\n" % i for i in range(n)) +
            "  free(p);\n  return s;\n}\n")


def many_owned(n=1000):
    """many owned values alive at a time"""
    return (HEAD + "void f(void) {\n" + "".join("  char *p%d = malloc(%d);\n" % (i, i + 1) for i in range(n)) +
            "".join("  free(p%d);\n" % i for i in range(n)) + "}\n")


def recursion(n=200):
    """functions that all may call each other"""
    text = HEAD + "".join("char *f%d(char *p, int n);\n" % i for i in range(n))
    for i in range(n):
        text += "char *f%d(char *p, int n) {\n  if (n == %d) { free(p); return NULL; }\n" % (i, i)
        text += "  if (n > %d) return f%d(p, n - 1);\n" % (i, (i * 7 + 1) % n)
        text += "  if (!p) p = malloc(%d);\n  return f%d(p, n - 2);\n}\n" % (i + 1, (i + 1) % n)
    return text


def deep_calls(n=1000):
    """helpers that call helpers, down to the one that frees"""
    text = HEAD + "static void f0(char *p) { free(p); }\n"
    for i in range(1, n):
        text += "static void f%d(char *p) { f%d(p); }\n" % (i, i - 1)
    return text + "void twice(void) {\n  char *p = malloc(1);\n  f%d(p);\n  f%d(p);\n}\n" % (n - 1, n - 1)


def gotos(n=1000):
    """labels that jump to and fro: any order"""
    text = HEAD + "void f(int a) {\n  char *p = NULL;\n  goto l%d;\n" % (n // 2)
    for i in range(n):
        text += "l%d: if (probe(%d)) goto l%d;\n" % (i, i, (i * 31 + 17) % n)
        text += ["  p = malloc(3);\n", "  free(p); p = NULL;\n", "  a += 1;\n", "  if (p) p[0] = 1;\n"][i % 4]
    return text + "  free(p);\n}\n"


def irreducible(n=60):
    """loops entered at several places, nested"""
    text = HEAD + "void f(int a) {\n  char *p = malloc(2), *q = NULL;\n  switch (a) {\n"
    for i in range(n):
        text += "while (probe(%d)) {\ncase %d: if (probe(a)) { char *t = p; p = q; q = t; } free(q); q = malloc(%d);\n" % (i, i, i + 1)
    return text + "}\n" * n + "  }\n  free(p);\n  free(q);\n}\n"


def nested_loops(n=100):
    """loops in loops with a value in each"""
    text = HEAD + "void f(int a) {\n"
    for i in range(n):
        text += "for (int i%d = 0; i%d < probe(%d); i%d++) {\nchar *p%d = malloc(i%d + 1);\n" % (i, i, i, i, i, i)
    for i in reversed(range(n)):
        text += "free(p%d);\n}\n" % i
    return text + "}\n"


def macros(n=2000):
    """macros in macros, and one that grows to a large expression"""
    text = HEAD + "#define R0(x) x\n" + "".join("#define R%d(x) R%d(x)\n" % (i, i - 1) for i in range(1, n))
    text += "#define D0 +1\n" + "".join("#define D%d D%d D%d\n" % (i, i - 1, i - 1) for i in range(1, 10))
    return text + "int f(void) {\n  char *p = R%d(malloc(1));\n  int a = 0 D9;\n  free(p);\n  free(p);\n  return a;\n}\n" % (n - 1)


def macro_statements(n=200):
    """a macro with branches, used often in one function"""
    return (HEAD + "#define STEP(p, n) do { if (probe(n)) { free(p); (p) = NULL; } else if (!(p)) { (p) = malloc(n); } } while (0)\n"
            "void f(void) {\n  char *p = NULL;\n" + "".join("  STEP(p, %d);\n" % (i + 1) for i in range(n)) + "  free(p);\n}\n")


def statement_expressions(n=60):
    """statement expressions in statement expressions"""
    return (HEAD + "void f(void) {\n  char *p = " + "".join("({ int v%d = probe(%d); char *t%d = " % (i, i, i) for i in range(n)) +
            "malloc(1)" + "".join("; v%d ? t%d : t%d; })" % (i, i, i) for i in reversed(range(n))) + ";\n  free(p);\n}\n")


def initialisers(n=10000):
    """large arrays and structs in braces, also with designators and owned values"""
    return (HEAD + "struct s { int a; char *p; };\nstatic const int table[] = {" + ", ".join(str(i) for i in range(n)) + "};\n"
            "int f(int a) {\n  int local[%d] = {[%d] = 1, %s};\n" % (n + 2, n + 1, "[0] = 5") +
            "  struct s t[] = {" + ", ".join("{%d, NULL}" % i for i in range(n)) + "};\n"
            "  char *q = malloc(1);\n  char *v[] = {" + ", ".join("q" for i in range(n)) + "};\n"
            "  a += table[a] + local[a] + t[a].a;\n  free(v[3]);\n  return a;\n}\n")


def long_sum(n=5000):
    """an expression of many operators"""
    return HEAD + "int f(int a) {\n  char *p = malloc(1);\n  a = " + " + ".join("a" for i in range(n)) + ";\n  free(p);\n  return a;\n}\n"


def long_and(n=1000):
    """conditions with many operators, which are branches"""
    return (HEAD + "int f(int *a) {\n  char *p = malloc(1);\n  if (" + " && ".join("a[%d]" % i for i in range(n)) + ")\n    free(p);\n  else if (" +
            " || ".join("a[%d]" % i for i in range(n)) + ")\n    return 1;\n  else\n    free(p);\n  return 0;\n}\n")


def ternaries(n=200):
    """selections in selections"""
    return (HEAD + "char *f(int a) {\n  char *p = " + "".join("a == %d ? malloc(%d) : " % (i, i + 1) for i in range(n)) +
            "NULL;\n  free(p);\n  return p;\n}\n")


def parens(n=5000):
    """brackets, as deep as Clang allows"""
    n = min(n, 250)
    return HEAD + "int f(int a) {\n  char *p = %smalloc(1)%s;\n  a = %sa%s;\n  return a;\n}\n" % ("(" * n, ")" * n, "-(" * n, ")" * n)


def unary(n=5000):
    """operators before an operand: no bracket limits them"""
    return HEAD + "int f(int a) {\n  char *p = malloc(1);\n  a = %sa;\n  free(p);\n  return a;\n}\n" % ("- " * n)


def casts(n=1000):
    """casts before an operand"""
    return HEAD + "void f(void) {\n  char *p = %smalloc(1);\n  free(p);\n  free(p);\n}\n" % ("(char *)(void *)" * n)


def assignments(n=1000):
    """a chain of assignments"""
    return (HEAD + "void f(void) {\n" + "".join("  char *p%d;\n" % i for i in range(n)) + "  " +
            "".join("p%d = " % i for i in range(n)) + "malloc(1);\n  free(p0);\n  free(p%d);\n}\n" % (n - 1))


def commas(n=2000):
    """a chain of commas"""
    return HEAD + "void f(void) {\n  char *p;\n  " + "".join("probe(%d), " % i for i in range(n)) + "p = malloc(1);\n  free(p);\n}\n"


def members(n=200):
    """members of members of members, each a type"""
    text = HEAD + "struct s0 { char *p; };\n" + "".join("struct s%d { struct s%d m; int a; };\n" % (i, i - 1) for i in range(1, n))
    path = ".m" * (n - 1) + ".p"
    return text + "void f(struct s%d s) {\n  s%s = malloc(1);\n  free(s%s);\n  free(s%s);\n}\n" % (n - 1, path, path, path)


def arrows(n=300):
    """a chain of pointers followed"""
    path = "->next" * n
    return (HEAD + "struct n { struct n *next; char *p; };\nvoid f(struct n *l) {\n  l%s->p = malloc(1);\n  free(l%s->p);\n  free(l%s->p);\n}\n"
            % (path, path, path))


def parameters(n=500):
    """a function with many parameters, called with owned values"""
    text = HEAD + "static void g(%s) {\n" % ", ".join("char *p%d" % i for i in range(n)) + "".join("  free(p%d);\n" % i for i in range(n))
    text += "}\nvoid f(void) {\n" + "".join("  char *p%d = malloc(1);\n" % i for i in range(n))
    return text + "  g(%s);\n  free(p7);\n}\n" % ", ".join("p%d" % i for i in range(n))


def many_branching_parameters(n=40):
    """a callee whose outcomes are many, called in turn"""
    text = HEAD + "static int g(%s) {\n" % ", ".join("char **p%d" % i for i in range(n))
    text += "".join("  *p%d = malloc(1);\n  if (!*p%d) return -%d;\n" % (i, i, i + 1) for i in range(n)) + "  return 0;\n}\n"
    text += "int f(void) {\n" + "".join("  char *p%d = NULL;\n" % i for i in range(n)) + "  int r = g(%s);\n" % ", ".join(
        "&p%d" % i for i in range(n))
    return text + "".join("  free(p%d);\n" % i for i in range(n)) + "  return r;\n}\n"


def lines(n=100000):
    """a very long file of small functions"""
    return HEAD + "".join("int f%d(int a) {\n  char *p = malloc(a);\n  if (!p)\n    return -1;\n  p[0] = 1;\n"
                          "  a += probe(a);\n  if (a < 0)\n    a = 0;\n  free(p);\n  return a;\n}\n" % i for i in range(n // 11))


def findings(n=10000):
    """a finding in each of many functions"""
    return HEAD + "".join("void f%d(void) { char *p = malloc(1); if (p) p[0] = 1; }\n" % i for i in range(n))


def findings_in_one(n=2000):
    """many findings in one function"""
    return HEAD + "void f(void) {\n" + "".join("  char *p%d = malloc(1); if (p%d) p%d[0] = 1;\n" % (i, i, i) for i in range(n)) + "}\n"


def long_line(n=10000):
    """all on one line, with findings"""
    return HEAD + "void f(void) { " + " ".join("free(malloc(%d));" % (i + 1) for i in range(n)) + " char *p = malloc(1); free(p); free(p); }\n"


def long_names(n=20000):
    """identifiers of many characters"""
    name = "p" * n
    return HEAD + "void f(void) { char *%s = malloc(1); free(%s); free(%s); }\n" % (name, name, name)


def list_length(n=200):
    """a list built and freed by hand"""
    text = HEAD + "struct n { struct n *next; };\nvoid f(void) {\n  struct n *h = NULL, *e;\n"
    text += "".join("  e = malloc(sizeof *e); if (!e) abort(); e->next = h; h = e;\n" for i in range(n))
    return text + "".join("  e = h->next; free(h); h = e;\n" for i in range(n)) + "}\n"


def reallocs(n=300):
    """a block grown again and again, its failures handled"""
    return (HEAD + "void f(void) {\n  char *p = malloc(1), *q;\n" +
            "".join("  q = realloc(p, %d); if (!q) { free(p); return; } p = q;\n" % (i + 2) for i in range(n)) + "  free(p);\n}\n")


def cleanups(n=500):
    """many variables with a cleanup"""
    return (HEAD + "static void drop(char **p) { free(*p); }\n#define AUTO __attribute__((cleanup(drop)))\nint f(void) {\n" +
            "".join("  AUTO char *p%d = malloc(%d);\n  if (!p%d) return -1;\n" % (i, i + 1, i) for i in range(n)) + "  return 0;\n}\n")


def ladder(n=500):
    """a ladder of gotos with a rung for each value"""
    text = HEAD + "int f(void) {\n" + "".join("  char *p%d;\n" % i for i in range(n))
    text += "".join("  p%d = malloc(%d);\n  if (!p%d) goto l%d;\n" % (i, i + 1, i, i) for i in range(n)) + "  probe(1);\n"
    return text + "".join("  free(p%d);\nl%d:\n" % (i, i) for i in reversed(range(n))) + "  return 0;\n}\n"


def borrowed_names(n=130):
    """local names for what was given away, that take it from each other"""
    text = "struct holder { char *own_heap; };\nchar f(struct holder *mut_h, char *own_x, int k) {\n  char *a = 0, *b = 0, *c = 0, *d = 0;\n"
    text += "  mut_h->own_heap = own_x;\n  if (k & 16) a = mut_h->own_heap;\n"
    names = ["a", "b", "c", "d", "mut_h->own_heap"]
    for i in range(4 * n):
        text += "  if (k == %d) %s = %s;\n" % (i, names[i % 4], names[i % 4 + 1])
    return text + "  return a ? a[0] : 0;\n}\n"


def computed_gotos(n=300):
    """a threaded interpreter"""
    text = HEAD + "void f(unsigned char *code) {\n  static void *const table[] = {%s};\n  char *p = NULL;\n  goto *table[*code++];\n" % ", ".join(
        "&&l%d" % i for i in range(n))
    for i in range(n):
        text += "l%d: %s goto *table[*code++];\n" % (i, ["free(p); p = NULL;", "if (!p) p = malloc(%d);" % i, "probe(%d);" % i][i % 3])
    return text + "}\n"


def flags(n=64):
    """values that depend on bits, tested again"""
    return (HEAD + "void f(unsigned long long m) {\n" + "".join("  char *p%d = m & (1ULL << %d) ? malloc(1) : NULL;\n" % (i, i) for i in range(n)) +
            "".join("  if (m & (1ULL << %d)) free(p%d);\n" % (i, i) for i in range(n)) + "}\n")


def fields(n=300):
    """a struct of many owned fields, made and destroyed"""
    text = HEAD + "struct s { %s };\n" % " ".join("char *p%d;" % i for i in range(n))
    text += "static void destroy(struct s *s) {\n  if (!s) return;\n" + "".join("  if (s->p%d) free(s->p%d);\n" % (i, i) for i in range(n)) + "  free(s);\n}\n"
    text += "struct s *make(void) {\n  struct s *s = calloc(1, sizeof *s);\n  if (!s) return NULL;\n"
    text += "".join("  s->p%d = malloc(%d);\n  if (!s->p%d) { destroy(s); return NULL; }\n" % (i, i + 1, i) for i in range(n))
    return text + "  return s;\n}\n"


def calls(n=20000):
    """one function that calls and calls, and does nothing else"""
    return (HEAD + "int g(char *p, int n);\nint f(void) {\n  char *p = malloc(1);\n  int r = 0;\n" +
            "".join("  r += g(p, %d) + probe(%d);\n" % (i, i) for i in range(n)) + "  free(p);\n  return r;\n}\n")


def nolints(n=4000):
    """comments that silence, nested, and all of a line"""
    text = HEAD + "// NOLINTBEGIN\n" * n + "void f(void) { char *p = malloc(1); if (p) p[0] = 1; }\n" + "// NOLINTEND\n" * n
    return text + "// NOLINT(ownership-leak): " * n + "\n"


KINDS = {name: value for name, value in list(globals().items()) if inspect.isfunction(value)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("kinds", nargs="*", help="default: all")
    parser.add_argument("--scale", type=float, default=100)
    options = parser.parse_intermixed_args()
    folder = pathlib.Path(options.folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name in options.kinds or KINDS:
        kind = KINDS[name]
        size = next(iter(inspect.signature(kind).parameters.values())).default
        (folder / (name + ".c")).write_text(kind(max(3, int(size * options.scale / 100))))
        print(name + ".c")


if __name__ == "__main__":
    sys.exit(main())
