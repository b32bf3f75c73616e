// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Contexts that helpers open and close, three calls deep, and that structs of the function hold.
#include <talloc.h>

// Three calls deep: context created in one helper, freed in another, used at the top.
static TALLOC_CTX *open_ctx(TALLOC_CTX *ctx) { return talloc_new(ctx); }
static char *make_name(TALLOC_CTX *tmp, const char *s) { return talloc_asprintf(tmp, "<%s>", s); }
static char *make_deep(TALLOC_CTX *tmp, const char *s) { return make_name(tmp, s); }
static void close_ctx(TALLOC_CTX *tmp) { talloc_free(tmp); }
static void close_deep(TALLOC_CTX *tmp) { close_ctx(tmp); }
int three_deep_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = open_ctx(ctx);
  if (!tmp)
    return -1;
  char *name = make_deep(tmp, s);
  if (!name) {
    close_deep(tmp);
    return -1;
  }
  close_deep(tmp);
  return name[0]; // expect: use-after-free: 'name
}
int three_deep_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = open_ctx(ctx);
  if (!tmp)
    return -1;
  char *name = make_deep(tmp, s);
  int c = name ? name[0] : -1;
  close_deep(tmp);
  return c;
}

// Helper opens the context, caller forgets on one path.
int opened_by_helper_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = open_ctx(ctx);
  if (!tmp)
    return -1;
  char *name = make_deep(tmp, s);
  if (!name)
    return -1; // expect: temporary-not-freed: 'tmp'
  int c = name[0];
  close_deep(tmp);
  return c;
}

// A struct on the stack holds the temporary context.
struct work {
  TALLOC_CTX *tmp;
  char *line;
};
static int work_init(struct work *w, TALLOC_CTX *ctx) {
  w->tmp = talloc_new(ctx);
  w->line = NULL;
  if (!w->tmp)
    return -1;
  return 0;
}
static void work_done(struct work *w) {
  talloc_free(w->tmp);
  w->tmp = NULL;
  w->line = NULL;
}
int in_stack_struct_bad(TALLOC_CTX *ctx, const char *s) {
  struct work w;
  if (work_init(&w, ctx))
    return -1;
  w.line = talloc_strdup(w.tmp, s);
  char *line = w.line;
  work_done(&w);
  return line ? line[0] : 0; // expect: use-after-free: 'line
}
int in_stack_struct_ok(TALLOC_CTX *ctx, const char *s) {
  struct work w;
  if (work_init(&w, ctx))
    return -1;
  w.line = talloc_strdup(w.tmp, s);
  int c = w.line ? w.line[0] : 0;
  work_done(&w);
  return c;
}
char *returned_from_struct_bad(TALLOC_CTX *ctx, const char *s) {
  struct work w;
  w.tmp = talloc_new(ctx);
  if (!w.tmp)
    return NULL;
  w.line = talloc_strdup(w.tmp, s);
  char *line = w.line;
  talloc_free(w.tmp);
  return line; // expect: temporary-escape: 'line'
}
char *returned_from_struct_ok(TALLOC_CTX *ctx, const char *s) {
  struct work w;
  w.tmp = talloc_new(ctx);
  if (!w.tmp)
    return NULL;
  w.line = talloc_strdup(w.tmp, s);
  char *line = talloc_steal(ctx, w.line);
  talloc_free(w.tmp);
  return line;
}

// Forgotten in a struct on the stack.
int struct_forgotten_bad(TALLOC_CTX *ctx, const char *s) {
  struct work w;
  w.tmp = talloc_new(ctx);
  if (!w.tmp)
    return -1;
  w.line = talloc_strdup(w.tmp, s);
  if (!w.line)
    return -1; // expect: temporary-not-freed: 'w.tmp'
  int c = w.line[0];
  talloc_free(w.tmp);
  return c;
}
