// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// Memory of a talloc temporary that is returned, stored or handed out.
#include <string.h>
#include <talloc.h>

struct entry {
  char *name;
  struct entry *next;
};
struct result {
  char *text;
  int count;
};
struct state {
  char *last;
};

static char *global_text;

char *returned_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  talloc_free(tmp);
  return text; // expect: temporary-escape: 'text'
}

char *returned_steal_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  talloc_steal(ctx, text);
  talloc_free(tmp);
  return text;
}

char *returned_steal_in_return_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  char *result = talloc_steal(ctx, text);
  talloc_free(tmp);
  return result;
}

char *returned_move_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  char *result = talloc_move(ctx, &text);
  talloc_free(tmp);
  return result;
}

char *returned_copy_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  char *result = text ? talloc_strdup(ctx, text) : NULL;
  talloc_free(tmp);
  return result;
}

char *returned_reparent_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  text = talloc_reparent(tmp, ctx, text);
  talloc_free(tmp);
  return text;
}

// The steal is missing on one path only.
char *one_path_bad(TALLOC_CTX *ctx, const char *s, int keep) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  if (keep)
    talloc_steal(ctx, text);
  talloc_free(tmp);
  return text; // expect: temporary-escape: 'text'
}

char *one_path_ok(TALLOC_CTX *ctx, const char *s, int keep) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  if (keep)
    talloc_steal(ctx, text);
  else
    text = NULL;
  talloc_free(tmp);
  return text;
}

// The temporary is not even freed: the caller gets what it can not keep.
char *without_free_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  return text; // expect: temporary-escape: 'text'
}

int stored_bad(TALLOC_CTX *ctx, struct result *out, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  if (!tmp)
    return -1;
  out->text = talloc_strdup(tmp, s); // expect: temporary-escape
  talloc_free(tmp);
  return 0;
}

int stored_ok(struct result *out, const char *s) {
  TALLOC_CTX *tmp = talloc_new(out);
  if (!tmp)
    return -1;
  char *text = talloc_strdup(tmp, s);
  out->text = talloc_steal(out, text);
  talloc_free(tmp);
  return 0;
}

int stored_then_stolen_ok(struct result *out, const char *s) {
  TALLOC_CTX *tmp = talloc_new(out);
  if (!tmp)
    return -1;
  out->text = talloc_strdup(tmp, s);
  talloc_steal(out, out->text);
  talloc_free(tmp);
  return 0;
}

int out_parameter_bad(TALLOC_CTX *ctx, char **out, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  if (!tmp)
    return -1;
  char *text = talloc_strdup(tmp, s);
  *out = text; // expect: temporary-escape
  talloc_free(tmp);
  return 0;
}

int out_parameter_ok(TALLOC_CTX *ctx, char **out, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  if (!tmp)
    return -1;
  char *text = talloc_strdup(tmp, s);
  *out = talloc_move(ctx, &text);
  talloc_free(tmp);
  return 0;
}

void global_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  global_text = talloc_strdup(tmp, s); // expect: temporary-escape
  talloc_free(tmp);
}

// A member of what was stolen hangs from the temporary still.
struct entry *member_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct entry *e = talloc_zero(tmp, struct entry);
  if (!e) {
    talloc_free(tmp);
    return NULL;
  }
  char *name = talloc_strdup(tmp, s);
  e->name = name;
  talloc_steal(ctx, e);
  talloc_free(tmp);
  return e; // expect: temporary-escape
}

struct entry *member_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct entry *e = talloc_zero(tmp, struct entry);
  if (!e) {
    talloc_free(tmp);
    return NULL;
  }
  e->name = talloc_strdup(e, s);
  talloc_steal(ctx, e);
  talloc_free(tmp);
  return e;
}

// What is on a child of the temporary ends with it.
char *grandchild_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct entry *e = talloc_zero(tmp, struct entry);
  char *name = talloc_strdup(e, s);
  talloc_free(tmp);
  return name; // expect: temporary-escape: 'name'
}

// An address inside the memory of the temporary.
const char *inside_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  const char *colon = text ? strchr(text, ':') : NULL;
  talloc_free(tmp);
  return colon; // expect: temporary-escape: 'colon'
}

// Reset instead of freed.
char *after_reset_bad(struct state *state, TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  talloc_free_children(tmp);
  state->last = NULL;
  talloc_free(tmp);
  return text; // expect: temporary-escape: 'text'
}

int length_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  int n = text ? (int)strlen(text) : -1;
  talloc_free(tmp);
  return n;
}

// A local that dies with the function keeps nothing.
int local_struct_ok(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  struct result local = {0};
  local.text = talloc_strdup(tmp, s);
  int n = local.text ? (int)strlen(local.text) : 0;
  talloc_free(tmp);
  return n;
}

// Used after the temporary ended: that is a use, not an escape.
int used_after_bad(TALLOC_CTX *ctx, const char *s) {
  TALLOC_CTX *tmp = talloc_new(ctx);
  char *text = talloc_strdup(tmp, s);
  if (!text) {
    talloc_free(tmp);
    return -1;
  }
  talloc_free(tmp);
  return text[0]; // expect: use-after-free: 'text
}

// The caller's context, whatever its name.
char *callers_ok(TALLOC_CTX *mem_ctx, const char *s) { return talloc_strdup(mem_ctx, s); }
