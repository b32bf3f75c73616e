// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// A context that is NULL only to a callee, or because its own allocation failed; a block
// that is reallocated on its context; results by *out on no context.
#include <talloc.h>

int exact(void *db);
int count(void *db, const char *text);

static void process(void *db) {
  if (db)
    exact(db);
}

int asked_by_helper_ok(void *db, const char *text) {
  process(db);
  char *q = talloc_strdup(db, text);
  if (!q || *q == 0)
    return 1;
  return count(db, q);
}

int on_nothing_bad(const char *text) {
  char *q = talloc_strdup(NULL, text); // expect: root-context: on_nothing_bad
  if (!q || *q == 0)
    return 1; // expect: leak: 'q'
  talloc_free(q);
  return 0;
}

struct directory {
  struct directory *next, *children;
  const char *name;
};

static struct directory *add(struct directory *parent, const char *name) {
  struct directory *d = talloc(parent, struct directory);
  if (!d)
    return NULL;
  d->name = name;
  d->next = parent->children;
  parent->children = d;
  return d;
}

int tree_ok(struct directory *root) {
  struct directory *one = add(root, "one");
  add(one, "two");
  return 0;
}

struct dn {
  char **parts;
  unsigned n;
};

int grown_ok(struct dn *dn) {
  dn->parts = talloc_realloc(dn, dn->parts, char *, dn->n + 1);
  if (!dn->parts)
    return -1;
  dn->n++;
  return 0;
}

static int sanitize(TALLOC_CTX *mem, const char *in, char **out) {
  int ret = 0;
  *out = talloc_strdup(mem, in);
  if (!*out)
    ret = 12;
  return ret;
}

int sanitized_ok(const char *n) {
  char *c;
  int ret = sanitize(NULL, n, &c);
  if (ret != 0)
    return -1;
  talloc_free(c);
  return 0;
}

int sanitized_bad(const char *n) {
  char *c;
  int ret = sanitize(NULL, n, &c);
  if (ret != 0)
    return -1;
  return 0; // expect: leak: 'c'
}

/* A helper fills its place on two branches: one of two blocks, and no number. */
static void shorten(TALLOC_CTX *ctx, char **out, const char *text, int max) {
  char *made;
  if (max > 3)
    made = talloc_strndup(ctx, text, max);
  else
    made = talloc_strdup(ctx, "...");
  *out = made;
}

int shorten_ok(const char *text, int max) {
  char *part;
  shorten(NULL, &part, text, max);
  int n = part ? 1 : 0;
  talloc_free(part);
  return n;
}

int shorten_bad(const char *text, int max) {
  char *part;
  shorten(NULL, &part, text, max);
  return part ? 1 : 0; // expect: leak: 'part'
}

/* What is read into the caller's buffer is no memory of the context. */
char *read_line(TALLOC_CTX *mem_ctx, char *line, size_t size, void *file);
int read_ok(void *file) {
  char line[128];
  if (!read_line(NULL, line, sizeof line, file))
    return -1;
  return line[0];
}
