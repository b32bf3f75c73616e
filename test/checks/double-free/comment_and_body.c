// A comment says who takes; the body says when.
// RUN: %check_both %s -- -std=gnu11
#include <stdlib.h>
#include <string.h>

struct entry {
  char *text;
};
void put_away(struct entry *e);

/* The ownership of text is transferred to the journal. */
static int record(char *text) {
  struct entry *e = malloc(sizeof *e);
  if (!e)
    return -1; // not taken
  e->text = text;
  put_away(e);
  return 0;
}

int write_down_ok(const char *s) {
  char *copy = strdup(s);
  if (!copy)
    return -1;
  if (record(copy) != 0) {
    free(copy);
    return -1;
  }
  return 0;
}

int write_down_bad(const char *s) {
  char *copy = strdup(s);
  if (!copy)
    return -1;
  if (record(copy) == 0) {
    free(copy); // expect: double-free: 'copy' is released after its ownership was transferred to 'record'
    return 0;
  }
  free(copy);
  return -1;
}

struct style {
  int users;
  char *font;
};
struct label {
  struct style *style;
};
struct label *label_named(const char *name);

/* Takes ownership of STYLE. (It did once.) */
static void set_style(const char *name, struct style *style) {
  struct label *l = label_named(name);
  style->users++;
  l->style = style;
}

static struct style *style_new(void) {
  struct style *s = calloc(1, sizeof *s);
  if (!s)
    abort();
  s->users = 1;
  return s;
}

static void style_unref(struct style *s) {
  if (--s->users == 0)
    free(s);
}

void show_ok(const char *name) {
  struct style *s = style_new();
  set_style(name, s);
  style_unref(s);
}
