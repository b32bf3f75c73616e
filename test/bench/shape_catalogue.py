"""The textbook defects and the shapes of flow that shapes.py combines.

A defect is a pair of source and sink, each in a wrong and a right version. A shape is C text with places for
them. The words below stand for text that each variant (wrong, right by its source, right by its sink) fills in:

  @T       the type of the value            @N       a suffix that is different for each variant
  @INIT    the value that means none        @USE(x)  a harmless use
  @SRC(x)  makes x hold the value           @SNK(x)  what the variant does at the end
  @FIX(x)  what would be right at the end   @OFF(x)  another source, on a path that is never taken
  @END(x)  another sink, on such a path
  @ACQ(x), @SPOIL(x)  the source in two halves: the value is acquired, and ended
"""
from collections import namedtuple

# rules: what may name it. local: the value can not leave its function. number: it is no pointer. byte: a char *.
# ends: the wrong source releases; the version that is right by its sink leaves that out. near: a rule that also names it.
Defect = namedtuple("Defect", "name type init rules acquire spoil sink good_acquire good_spoil good_sink use flags")

CHECK = " if (!@X) abort();"
MALLOC = "@X = malloc(40);" + CHECK
FOPEN = '@X = fopen("shapes.txt", "r");' + CHECK
OPEN = '@X = open("shapes.txt", 0); if (@X < 0) abort();'
BYTE_USE, FILE_USE, FD_USE = "@X[0] = 'u';", "fputc('u', @X);", "(void)lseek(@X, 0, 0);"


def defect(name, kind, rules, acquire, spoil, sink, good_acquire, good_spoil, good_sink, *flags):
    type_, init, use = {"byte": ("char *", "NULL", BYTE_USE), "file": ("FILE *", "NULL", FILE_USE),
                        "number": ("int", "-1", FD_USE), "dir": ("DIR *", "NULL", "rewinddir(@X);"),
                        "box": ("struct box *", "NULL", "@X->value = 1;")}[kind]
    return Defect(name, type_, init, rules.split(), acquire, spoil, sink, good_acquire, good_spoil, good_sink, use,
                  set(flags) | {kind})


LEAK, TWICE, AFTER, RELEASE = "leak error-path-leak", "double-free", "use-after-free", "release-mismatch"
DEFECTS = [
    # The right source of a leak is a value that nobody must release.
    defect("leak_malloc", "byte", LEAK, MALLOC, "", "@USE", "@X = spare_@N;", "", "free(@X);", "lost"),
    defect("leak_strdup", "byte", LEAK, '@X = strdup("text");' + CHECK, "", "@USE", "@X = spare_@N;", "",
           "free(@X);", "lost"),
    defect("leak_calloc_struct", "box", LEAK, "@X = calloc(1, sizeof(struct box));" + CHECK, "", "@USE",
           "@X = &spare_box_@N;", "", "free(@X);", "lost"),
    defect("leak_realloc", "byte", LEAK, "@X = realloc(NULL, 40);" + CHECK, "", "@USE", "@X = spare_@N;", "",
           "free(@X);", "lost"),
    defect("leak_file", "file", LEAK, FOPEN, "", "@USE", "@X = stdout;", "", "fclose(@X);", "lost"),
    defect("leak_fd", "number", LEAK, OPEN, "", "@USE", "@X = 1;", "", "close(@X);", "lost"),
    defect("leak_dir", "dir", LEAK, '@X = opendir(".");' + CHECK, "", "@USE", "@X = opendir(\".\"); if (@X) closedir(@X);"
           " abort();", "", "closedir(@X);", "lost"),
    defect("twice_free", "byte", TWICE, MALLOC, "free(@X);", "free(@X);", MALLOC, "", "free(@X);", "ends"),
    defect("twice_fclose", "file", TWICE, FOPEN, "fclose(@X);", "fclose(@X);", FOPEN, "", "fclose(@X);", "ends"),
    defect("twice_close", "number", TWICE, OPEN, "close(@X);", "close(@X);", OPEN, "", "close(@X);", "ends"),
    defect("after_write", "byte", AFTER, MALLOC, "free(@X);", "@X[0] = 'w';", "@X = spare_@N;", "",
           "@X[0] = 'w'; free(@X);", "ends"),
    defect("after_field", "box", AFTER, "@X = malloc(sizeof(struct box));" + CHECK, "free(@X);",
           'printf("%d", @X->value);', "@X = &spare_box_@N;", "", 'printf("%d", @X->value); free(@X);', "ends"),
    defect("after_call", "byte", AFTER, MALLOC, "free(@X);", "puts(@X);", "@X = spare_@N;", "",
           "puts(@X); free(@X);", "ends"),
    defect("after_fclose", "file", AFTER, FOPEN, "fclose(@X);", "fputc('w', @X);", "@X = stdout;", "",
           "fputc('w', @X); fclose(@X);", "ends"),
    defect("heapless_stack", "byte", RELEASE, "@X = near_@N;", "", "free(@X);", MALLOC, "", "", "local"),
    defect("heapless_alloca", "byte", RELEASE, "@X = alloca(40);", "", "free(@X);", MALLOC, "", "", "local"),
    defect("heapless_static", "byte", RELEASE, "{ static char here[40]; @X = here; }", "", "free(@X);", MALLOC, "", ""),
    defect("heapless_global", "byte", RELEASE, "@X = spare_@N;", "", "free(@X);", MALLOC, "", ""),
    defect("heapless_literal", "byte", RELEASE, '@X = (char *)"text";', "", "free(@X);", MALLOC, "", ""),
    defect("heapless_struct", "box", RELEASE, "@X = &spare_box_@N;", "", "free(@X);",
           "@X = malloc(sizeof(struct box));" + CHECK, "", ""),
    defect("middle_step", "byte", RELEASE, MALLOC, "@X++;", "free(@X);", MALLOC, "", "free(@X - 1);"),
    defect("middle_index", "byte", RELEASE, MALLOC, "@X = &@X[8];", "free(@X);", MALLOC, "", "free(@X - 8);"),
    defect("middle_field", "byte", RELEASE, "{ struct box *whole = malloc(sizeof *whole); if (!whole) abort();"
           " @X = whole->name; }", "", "free(@X);", MALLOC, "", "free(@X - offsetof(struct box, name));"),
    defect("wrong_file", "file", RELEASE, FOPEN, "", "free(@X);", "@X = (FILE *)malloc(400);" + CHECK, "", "fclose(@X);"),
    defect("wrong_popen", "file", RELEASE, '@X = popen("true", "r");' + CHECK, "", "fclose(@X);", FOPEN, "",
           "pclose(@X);"),
    defect("wrong_dir", "dir", RELEASE, '@X = opendir(".");' + CHECK, "", "free(@X);", "@X = malloc(400);" + CHECK, "",
           "closedir(@X);"),
]

# A shape: its text, and for which defects it means something.
Shape = namedtuple("Shape", "name group text needs never before")


def shape(group, name, text, needs="", never="", before=""):
    return Shape(name, group, text, set(needs.split()), set(never.split()), before)


def plain(body, parameters="int n, int c"):
    """A shape that is one function, with the value in `p`."""
    return "void top_@N(%s) {\n  char near_@N[40]; @T p = @INIT; near_@N[0] = 0; (void)near_@N; (void)p;\n%s\n}\n" % (
        parameters, body)


def flow(name, body, **more):
    return shape("flow", name, plain(body), **more)


def data(name, body, before="", **more):
    return shape("data", name, before + plain(body), **more)


CONSTANTS = [
    ("literal", "1", ""), ("comparison", "5 == 5", ""), ("macro", "ALWAYS_@N", "#define ALWAYS_@N 1\n"),
    ("enumerator", "YES_@N", "enum { NO_@N, YES_@N };\n"), ("sizeof", "sizeof(long long) >= sizeof(char)", ""),
    ("static_const", "always_@N", "static const int always_@N = 1;\n"),
    ("static_const_five", "five_@N == 5", "static const int five_@N = 5;\n"),
    ("static_unwritten", "always_@N", "static int always_@N = 1;\n"),
    ("static_unwritten_five", "five_@N == 5", "static int five_@N = 5;\n"),
    ("static_function", "answer_@N()", "static int answer_@N(void) { return 1; }\n"),
    ("static_function_five", "answer_@N() == 5", "static int answer_@N(void) { return 5; }\n"),
    ("const_table", "table_@N[2]", "static const int table_@N[] = {0, 0, 1};\n"),
    ("negated", "!(0)", ""), ("and_or", "(c || 1) && 1", ""),
]

SHAPES = [flow("straight", "  @SRC(p)\n  @SNK(p)")]
for _name, _text, _before in CONSTANTS:
    SHAPES += [
        shape("constant", _name + "_source", _before + plain(
            "  if (%s) {\n    @SRC(p)\n  } else {\n    @OFF(p)\n  }\n  @SNK(p)" % _text)),
        shape("constant", _name + "_sink", _before + plain(
            "  @SRC(p)\n  if (%s) {\n    @SNK(p)\n  } else {\n    @END(p)\n  }" % _text)),
        shape("constant", _name + "_both", _before + plain(
            "  if (%s) {\n    @SRC(p)\n  }\n  if (%s) {\n    @SNK(p)\n  }" % (_text, _text))),
    ]
SHAPES += [
    shape("constant", "static_set_before", "static int set_@N = 0;\n" + plain(
        "  set_@N = 1;\n  if (set_@N) {\n    @SRC(p)\n  } else {\n    @OFF(p)\n  }\n  if (set_@N) {\n    @SNK(p)\n  }")),
    shape("constant", "global_set_before", "int set_@N = 0;\n" + plain(
        "  set_@N = 1;\n  if (set_@N) {\n    @SRC(p)\n  } else {\n    @OFF(p)\n  }\n  @SNK(p)")),
    shape("constant", "local_constant", plain(
        "  int k = 5;\n  if (k == 5) {\n    @SRC(p)\n  } else {\n    @OFF(p)\n  }\n  if (k != 5) {\n    @END(p)\n  } else {\n    @SNK(p)\n  }")),
    shape("constant", "static_set_in_helper", "static int set_@N = 0;\nstatic void arm_@N(void) { set_@N = 1; }\n" + plain(
        "  arm_@N();\n  if (set_@N) {\n    @SRC(p)\n  } else {\n    @OFF(p)\n  }\n  @SNK(p)")),
    shape("constant", "sink_told_by_static", "static int armed_@N = 0;\nstatic void end_@N(@T q) {\n  if (armed_@N) {\n    @SNK(q)\n  } else {\n"
          "    @END(q)\n  }\n}\n" + plain("  @SRC(p)\n  armed_@N = 1;\n  end_@N(p);"), never="local"),
    shape("constant", "switch_source", plain(
        "  switch (6) {\n  case 6:\n    @SRC(p)\n    break;\n  default:\n    @OFF(p)\n    break;\n  }\n  @SNK(p)")),
    shape("constant", "switch_sink", plain(
        "  @SRC(p)\n  switch (7) {\n  case 6:\n    @END(p)\n    break;\n  case 7:\n    @SNK(p)\n    break;\n  default:\n    @END(p)\n  }")),
    shape("constant", "while_one", plain("  while (1) {\n    @SRC(p)\n    break;\n  }\n  while (1) {\n    @SNK(p)\n    break;\n  }")),
    shape("constant", "for_one", plain(
        "  int i, j;\n  for (i = 0; i < 1; i++) {\n    @SRC(p)\n  }\n  for (j = 0; j < 1; j++) {\n    @SNK(p)\n  }")),
    shape("constant", "do_once", plain("  do {\n    @SRC(p)\n  } while (0);\n  do {\n    @SNK(p)\n  } while (0);")),
    shape("constant", "for_ever_break", plain("  for (;;) {\n    @SRC(p)\n    break;\n  }\n  for (;;) {\n    @SNK(p)\n    break;\n  }")),
    shape("constant", "while_flag", plain("  int done = 0;\n  while (!done) {\n    @SRC(p)\n    done = 1;\n  }\n  @SNK(p)")),
    shape("constant", "goto_over", plain("  goto source;\n  @OFF(p)\nsource:\n  @SRC(p)\n  goto sink;\nsink:\n  @SNK(p)")),
    shape("constant", "goto_back", plain("  int round = 0;\nagain:\n  if (round == 0) {\n    round = 1;\n    @SRC(p)\n    goto again;\n  }\n  @SNK(p)")),

    flow("if_either_source", "  if (c) {\n    @SRC(p)\n  } else {\n    @SRC(p)\n  }\n  @SNK(p)"),
    flow("if_either_sink", "  @SRC(p)\n  if (c) {\n    @SNK(p)\n  } else {\n    @SNK(p)\n  }"),
    flow("if_one_sink", "  @SRC(p)\n  if (c) {\n    @SNK(p)\n  } else {\n    @FIX(p)\n  }"),
    flow("if_other_sink", "  @SRC(p)\n  if (c) {\n    @FIX(p)\n  } else {\n    @SNK(p)\n  }"),
    flow("twice_parameter", "  if (c) {\n    @SRC(p)\n  }\n  work(n);\n  if (c) {\n    @SNK(p)\n  }"),
    shape("flow", "twice_global", "int flag_@N;\n" + plain("  if (flag_@N) {\n    @SRC(p)\n  }\n  if (flag_@N) {\n    @SNK(p)\n  }")),
    shape("flow", "twice_extern", "extern int flag_@N;\n" + plain("  if (flag_@N == 5) {\n    @SRC(p)\n  }\n  if (flag_@N == 5) {\n    @SNK(p)\n  }")),
    shape("flow", "twice_static", "static int flag_@N;\nvoid tune_@N(int f) { flag_@N = f; }\n" + plain(
        "  if (flag_@N) {\n    @SRC(p)\n  }\n  if (flag_@N) {\n    @SNK(p)\n  }")),
    shape("flow", "twice_field", plain("  if (o->flag > 0) {\n    @SRC(p)\n  }\n  if (o->flag > 0) {\n    @SNK(p)\n  }", "struct options *o")),
    flow("twice_and", "  if (c && n > 3) {\n    @SRC(p)\n  }\n  if (c && n > 3) {\n    @SNK(p)\n  }"),
    flow("twice_opposite", "  if (c) {\n    @SRC(p)\n  }\n  work(n);\n  if (!c)\n    return;\n  @SNK(p)"),
    flow("told_by_value", "  if (c) {\n    @SRC(p)\n  }\n  work(n);\n  if (p != @INIT) {\n    @SNK(p)\n  }"),
    flow("told_by_local", "  int have = 0;\n  if (n > 3) {\n    @SRC(p)\n    have = 1;\n  }\n  work(n);\n  if (have) {\n    @SNK(p)\n  }"),
    flow("or_else", "  @SRC(p)\n  if (c || n > 3) {\n    @SNK(p)\n    return;\n  }\n  @FIX(p)"),
    flow("nested", "  if (n > 1) {\n    if (c) {\n      @SRC(p)\n      if (n > 2) {\n        work(n);\n        if (n != 7) {\n          @SNK(p)\n"
         "        } else {\n          @FIX(p)\n        }\n      } else {\n        @FIX(p)\n      }\n    }\n  }"),
    flow("early_return", "  @SRC(p)\n  if (c) {\n    @SNK(p)\n    return;\n  }\n  @FIX(p)"),
    flow("late_return", "  @SRC(p)\n  if (c) {\n    @FIX(p)\n    return;\n  }\n  @SNK(p)"),
    flow("switch_one_case", "  @SRC(p)\n  switch (n) {\n  case 1:\n    @FIX(p)\n    break;\n  case 2:\n    @SNK(p)\n    break;\n  default:\n    @FIX(p)\n  }"),
    flow("switch_falls", "  switch (n) {\n  case 1:\n    work(1);\n  case 2:\n    @SRC(p)\n    break;\n  default:\n    return;\n  }\n  @SNK(p)"),
    flow("switch_twice", "  switch (n) {\n  case 1:\n    @SRC(p)\n    break;\n  default:\n    break;\n  }\n  switch (n) {\n  case 1:\n    @SNK(p)\n    break;\n"
         "  default:\n    break;\n  }"),
    flow("goto_out", "  @SRC(p)\n  if (c)\n    goto out;\n  work(n);\nout:\n  @SNK(p)"),
    flow("goto_one_of_two", "  @SRC(p)\n  if (c)\n    goto bad;\n  @FIX(p)\n  return;\nbad:\n  @SNK(p)"),
    flow("each_round", "  int i;\n  for (i = 0; i < n; i++) {\n    @SRC(p)\n    @SNK(p)\n  }"),
    flow("continue", "  int i;\n  for (i = 0; i < n; i++) {\n    @SRC(p)\n    if (c) {\n      @SNK(p)\n      continue;\n    }\n    @FIX(p)\n  }"),
    flow("break", "  int i;\n  for (i = 0; i < n; i++) {\n    @SRC(p)\n    if (work(i)) {\n      @SNK(p)\n      break;\n    }\n    @FIX(p)\n  }"),
    flow("found_in_loop", "  int i;\n  for (i = 0; i < n; i++) {\n    if (work(i)) {\n      @SRC(p)\n      break;\n    }\n  }\n  if (p != @INIT) {\n    @SNK(p)\n  }"),
    flow("loop_between", "  int i;\n  @SRC(p)\n  for (i = 0; i < n; i++)\n    work(i);\n  while (c--)\n    work(c);\n  @SNK(p)"),
    flow("do_until", "  do {\n    @SRC(p)\n    n--;\n    @SNK(p)\n  } while (n > 0);"),

    data("alias", "  @SRC(p)\n  @T q = p;\n  @SNK(q)"),
    data("alias_chain", "  @SRC(p)\n  @T q = p;\n  @T r;\n  @T s;\n  r = q;\n  s = r;\n  p = @INIT;\n  @SNK(s)"),
    data("alias_late", "  @ACQ(p)\n  @T q = p;\n  @SPOIL(p)\n  @SNK(q)", needs="ends"),
    data("alias_first", "  @ACQ(p)\n  @T q = p;\n  @SPOIL(q)\n  @SNK(p)", needs="ends"),
    data("chained_assignment", "  @T q;\n  @T r;\n  @SRC(p)\n  r = q = p;\n  @SNK(r)"),
    data("comma", "  @T q;\n  @SRC(p)\n  q = (work(n), p);\n  @SNK(q)"),
    data("statement_expression", "  @T q;\n  @SRC(p)\n  q = ({ @T t = p; t; });\n  @SNK(q)"),
    data("select_same", "  @T q;\n  @SRC(p)\n  q = c ? p : p;\n  @SNK(q)"),
    data("pointer_to", "  @T *pp = &p;\n  @SRC(p)\n  @T q = *pp;\n  @SNK(q)"),
    data("through_pointer", "  @T *pp = &p;\n  @SRC(*pp)\n  @SNK(p)"),
    data("two_pointers", "  @T *pp = &p;\n  @T **qq = &pp;\n  @SRC(p)\n  @SNK(**qq)"),
    data("two_names_of_pointer", "  @T *p1 = &p;\n  @T *p2 = &p;\n  { @T q = *p1; @SRC(q) *p1 = q; }\n  { @T q = *p2; @SNK(q) }"),
    data("member", "  struct { int a; @T v; } s;\n  @SRC(s.v)\n  @SNK(s.v)"),
    data("member_between", "  struct { int a; @T v; } s;\n  @SRC(p)\n  s.v = p;\n  @T q = s.v;\n  @SNK(q)"),
    data("member_nested", "  struct { struct { @T v; } in; } s, *t = &s;\n  @SRC(s.in.v)\n  @SNK(t->in.v)"),
    data("struct_copied", "  struct pair_@N s, t;\n  @SRC(p)\n  s.v = p;\n  t = s;\n  @SNK(t.v)", "struct pair_@N { int a; @T v; };\n"),
    data("struct_initialised", "  @SRC(p)\n  struct pair_@N s = {1, p};\n  struct pair_@N t = {.v = s.v};\n  @SNK(t.v)",
         "struct pair_@N { int a; @T v; };\n"),
    data("compound_literal", "  @SRC(p)\n  struct pair_@N s = (struct pair_@N){.v = p};\n  @SNK(s.v)", "struct pair_@N { int a; @T v; };\n"),
    data("struct_by_value", "  struct pair_@N s = {0};\n  @SRC(p)\n  s.v = p;\n  end_@N(s);",
         "struct pair_@N { int a; @T v; };\nstatic void end_@N(struct pair_@N s) {\n  @T q = s.v;\n  @SNK(q)\n}\n"),
    data("struct_by_pointer", "  struct pair_@N s = {0};\n  @SRC(p)\n  s.v = p;\n  end_@N(&s);",
         "struct pair_@N { int a; @T v; };\nstatic void end_@N(struct pair_@N *s) {\n  @T q = s->v;\n  @SNK(q)\n}\n"),
    data("struct_returned", "  struct pair_@N s = begin_@N();\n  @SNK(s.v)",
         "struct pair_@N { int a; @T v; };\nstatic struct pair_@N begin_@N(void) {\n  struct pair_@N s = {0};\n  @T q;\n  @SRC(q)\n  s.v = q;\n  return s;\n}\n",
         never="local"),
    data("struct_on_heap", "  struct pair_@N *s = malloc(sizeof *s);\n  if (!s) abort();\n  @SRC(p)\n  s->v = p;\n  @T q = s->v;\n  @SNK(q)\n  free(s);",
         "struct pair_@N { int a; @T v; };\n"),
    data("setter_getter", "  struct pair_@N s = {0};\n  @SRC(p)\n  put_@N(&s, p);\n  @T q = get_@N(&s);\n  @SNK(q)",
         "struct pair_@N { int a; @T v; };\nstatic void put_@N(struct pair_@N *s, @T v) { s->v = v; }\n"
         "static @T get_@N(struct pair_@N *s) { return s->v; }\n"),
    data("array", "  @T a[5];\n  @SRC(p)\n  a[2] = p;\n  @T q = a[2];\n  @SNK(q)"),
    data("array_direct", "  @T a[5];\n  @SRC(a[3])\n  @SNK(a[3])"),
    data("array_same_index", "  @T a[5];\n  if (n < 0 || n > 4) return;\n  @SRC(p)\n  a[n] = p;\n  @T q = a[n];\n  @SNK(q)"),
    data("array_argument", "  @T a[5];\n  @SRC(p)\n  a[2] = p;\n  end_@N(a);", "static void end_@N(@T a[]) {\n  @T q = a[2];\n  @SNK(q)\n}\n"),
    data("array_pointer", "  @T a[5];\n  @T *w = a;\n  @SRC(p)\n  *w = p;\n  w = a;\n  @T q = *w;\n  @SNK(q)"),
    data("union", "  union { @T u; @T v; } s;\n  @SRC(p)\n  s.u = p;\n  @T q = s.v;\n  @SNK(q)"),
    data("union_void", "  union { @T u; void *v; } s;\n  @SRC(p)\n  s.u = p;\n  @T q = (@T)s.v;\n  @SNK(q)", never="number"),
    data("void_cast", "  @SRC(p)\n  void *v = (void *)p;\n  @T q = (@T)v;\n  @SNK(q)", never="number"),
    data("void_pointer_argument", "  @SRC(p)\n  end_@N((void *)p);", "static void end_@N(void *v) {\n  @T q = (@T)v;\n  @SNK(q)\n}\n", never="number"),
    data("void_of_address", "  @SRC(p)\n  end_@N(&p);", "static void end_@N(void *v) {\n  @T *w = (@T *)v;\n  @T q = *w;\n  @SNK(q)\n}\n"),
    data("integer", "  @SRC(p)\n  uintptr_t u = (uintptr_t)p;\n  @T q = (@T)u;\n  @SNK(q)", never="number"),
    data("memcpy", "  @T q;\n  @SRC(p)\n  memcpy(&q, &p, sizeof p);\n  @SNK(q)"),
    data("memmove_struct", "  struct pair_@N s, t;\n  @SRC(p)\n  s.v = p;\n  memmove(&t, &s, sizeof s);\n  @SNK(t.v)", "struct pair_@N { int a; @T v; };\n"),
    data("there_and_back", "  @SRC(p)\n  @T q = p + 4;\n  q -= 4;\n  @SNK(q)", needs="byte"),
    data("returned_argument", "  @SRC(p)\n  @T q = strcpy(p, \"w\");\n  @SNK(q)", needs="byte", never="ends"),
    data("static_local", "  static @T kept;\n  @SRC(p)\n  kept = p;\n  @T q = kept;\n  @SNK(q)", never="lost"),
    data("static_global", "  @SRC(p)\n  kept_@N = p;\n  end_@N();", "static @T kept_@N;\nstatic void end_@N(void) {\n  @T q = kept_@N;\n  @SNK(q)\n}\n", never="lost"),
    data("global", "  @SRC(p)\n  kept_@N = p;\n  end_@N();", "@T kept_@N;\nstatic void end_@N(void) {\n  @T q = kept_@N;\n  @SNK(q)\n}\n", never="lost"),
    data("global_from_helper", "  begin_@N();\n  @T q = kept_@N;\n  @SNK(q)",
         "static @T kept_@N;\nstatic void begin_@N(void) {\n  @T q;\n  @SRC(q)\n  kept_@N = q;\n}\n", never="lost local"),
    data("list_node", "  struct node_@N *head = NULL, *e = malloc(sizeof *e);\n  if (!e) abort();\n  @SRC(p)\n  e->v = p;\n  e->next = head;\n  head = e;\n"
         "  @T q = head->v;\n  @SNK(q)\n  free(head);", "struct node_@N { struct node_@N *next; @T v; };\n"),
    data("list_third", "  struct node_@N a = {0}, b = {0}, d = {0}, *head = &a;\n  a.next = &b;\n  b.next = &d;\n  @SRC(p)\n  d.v = p;\n"
         "  @T q = head->next->next->v;\n  @SNK(q)", "struct node_@N { struct node_@N *next; @T v; };\n"),

    data("helper_returns", "  p = begin_@N();\n  @SNK(p)", "static @T begin_@N(void) {\n  @T q;\n  @SRC(q)\n  return q;\n}\n", never="local"),
    data("helper_takes", "  @SRC(p)\n  end_@N(p);", "static void end_@N(@T q) {\n  @SNK(q)\n}\n"),
    data("helper_visible", "  p = begin_@N();\n  end_@N(p);", "@T begin_@N(void) {\n  @T q;\n  @SRC(q)\n  return q;\n}\nvoid end_@N(@T q) {\n  @SNK(q)\n}\n",
         never="local"),
    data("helper_identity", "  @SRC(p)\n  @T q = same_@N(p);\n  @SNK(q)", "static @T same_@N(@T q) { return q; }\n"),
    data("helper_out", "  begin_@N(&p);\n  @SNK(p)", "static void begin_@N(@T *out) {\n  @T q;\n  @SRC(q)\n  *out = q;\n}\n", never="local"),
    data("helper_out_status", "  if (begin_@N(n, &p))\n    return;\n  @SNK(p)",
         "static int begin_@N(int n, @T *out) {\n  @T q;\n  if (n < 3)\n    return -1;\n  @SRC(q)\n  *out = q;\n  return 0;\n}\n", never="local"),
    data("helper_by_address", "  @SRC(p)\n  end_@N(&p);", "static void end_@N(@T *at) {\n  @T q = *at;\n  @SNK(q)\n}\n"),
    data("helper_first_half", "  @ACQ(p)\n  spoil_@N(p);\n  @SNK(p)", "static void spoil_@N(@T q) { @SPOIL(q) }\n", needs="ends"),
    data("helper_other", "  @T q;\n  @SRC(p)\n  q = p;\n  swap_@N(&p, &q);\n  @SNK(p)", "static void swap_@N(@T *a, @T *b) { @T t = *a; *a = *b; *b = t; }\n"),
    data("function_pointer", "  void (*f)(@T) = end_@N;\n  @SRC(p)\n  f(p);", "static void end_@N(@T q) {\n  @SNK(q)\n}\n"),
    data("function_pointer_source", "  @T (*f)(void) = begin_@N;\n  p = f();\n  @SNK(p)", "static @T begin_@N(void) {\n  @T q;\n  @SRC(q)\n  return q;\n}\n",
         never="local"),
    data("function_table", "  @SRC(p)\n  table_@N[1](p);",
         "static void nop_@N(@T q) { (void)q; }\nstatic void end_@N(@T q) {\n  @SNK(q)\n}\nstatic void (*const table_@N[])(@T) = {nop_@N, end_@N};\n"),
    data("operations", "  @SRC(p)\n  ops_@N.end(p);", "static void end_@N(@T q) {\n  @SNK(q)\n}\nstatic const struct { int a; void (*end)(@T); } ops_@N = {1, end_@N};\n"),
    data("callback", "  @SRC(p)\n  apply_@N(end_@N, p);",
         "static void end_@N(@T q) {\n  @SNK(q)\n}\nstatic void apply_@N(void (*f)(@T), @T q) { f(q); }\n"),
    data("recursion", "  @SRC(p)\n  down_@N(3, p);", "static void down_@N(int n, @T q) {\n  if (n > 0) {\n    down_@N(n - 1, q);\n    return;\n  }\n  @SNK(q)\n}\n"),
    data("variadic", "  @SRC(p)\n  end_@N(1, p);",
         "static void end_@N(int n, ...) {\n  va_list l;\n  va_start(l, n);\n  @T q = va_arg(l, @T);\n  va_end(l);\n  @SNK(q)\n}\n"),
    data("macro", "  SOURCE_@N(p);\n  SINK_@N(p);", "#define SOURCE_@N(x) do { @SRC(x) } while (0)\n#define SINK_@N(x) do { @SNK(x) } while (0)\n"),
]


def _depth(levels):
    takes = "static void end%d_@N(@T q) {\n  @SNK(q)\n}\n" % levels
    gives = "static @T begin%d_@N(void) {\n  @T q;\n  @SRC(q)\n  return q;\n}\n" % levels
    for i in range(levels - 1, 0, -1):
        takes += "static void end%d_@N(@T q) {\n  work(%d);\n  end%d_@N(q);\n}\n" % (i, i, i + 1)
        gives += "static @T begin%d_@N(void) {\n  @T q = begin%d_@N();\n  return q;\n}\n" % (i, i + 1)
    out = "static void fill%d_@N(@T *o) {\n  @T q;\n  @SRC(q)\n  *o = q;\n}\n" % levels
    for i in range(levels - 1, 0, -1):
        out += "static void fill%d_@N(@T *o) { fill%d_@N(o); }\n" % (i, i + 1)
    return [data("takes_%d_deep" % levels, "  @SRC(p)\n  end1_@N(p);", takes),
            data("returns_%d_deep" % levels, "  p = begin1_@N();\n  @SNK(p)", gives, never="local"),
            data("out_%d_deep" % levels, "  fill1_@N(&p);\n  @SNK(p)", out, never="local")]


for _levels in (2, 3, 4, 5):
    SHAPES += _depth(_levels)
