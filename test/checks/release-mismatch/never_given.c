// RUN: %check_both %s -- -std=gnu11
// A field of a fresh block is released on the way out before it was given anything:
// what malloc() left there is no block.
#include <stdlib.h>
#include <string.h>

struct pair {
  char *name;
  char *text;
  int has_text;
};
int setup(struct pair *p);
int step(int n);

struct pair *pair_bad(const char *s) {
  struct pair *p = malloc(sizeof *p);
  if (!p)
    return NULL;
  p->name = strdup(s);
  if (!p->name)
    goto fail;
  p->text = strdup(s);
  if (!p->text)
    goto fail;
  return p;
fail:
  free(p->text); // expect: release-mismatch: 'p->text', which was never given a value
  free(p->name);
  free(p);
  return NULL;
}
struct pair *pair_asked_bad(const char *s) {
  struct pair *p = malloc(sizeof *p);
  if (!p)
    return NULL;
  p->name = strdup(s);
  if (!p->name) {
    if (p->text)
      free(p->text); // expect: release-mismatch: 'p->text', which was never given a value
    free(p);
    return NULL;
  }
  p->text = NULL;
  return p;
}
static void pair_free(struct pair *p) {
  if (!p)
    return;
  free(p->name);
  free(p->text);
  free(p);
}
struct pair *pair_by_function_bad(const char *s) {
  struct pair *p = malloc(sizeof *p);
  if (!p)
    return NULL;
  p->name = strdup(s);
  if (!p->name) {
    pair_free(p); // expect: release-mismatch: 'text', which was never given a value
    return NULL;
  }
  p->text = strdup(s);
  return p;
}

struct pair *pair_ok(const char *s) {
  struct pair *p = calloc(1, sizeof *p);
  if (!p)
    return NULL;
  p->name = strdup(s);
  if (!p->name)
    goto fail;
  p->text = strdup(s);
  if (!p->text)
    goto fail;
  return p;
fail:
  free(p->text);
  free(p->name);
  free(p);
  return NULL;
}
struct pair *pair_by_function_ok(const char *s) {
  struct pair *p = malloc(sizeof *p);
  if (!p)
    return NULL;
  p->text = NULL;
  p->name = strdup(s);
  if (!p->name) {
    pair_free(p);
    return NULL;
  }
  return p;
}
struct pair *pair_cleared_ok(const char *s) {
  struct pair *p = malloc(sizeof *p);
  if (!p)
    return NULL;
  memset(p, 0, sizeof *p);
  p->name = strdup(s);
  if (!p->name) {
    pair_free(p);
    return NULL;
  }
  return p;
}
struct pair *pair_set_up_ok(const char *s) {
  struct pair *p = malloc(sizeof *p);
  if (!p)
    return NULL;
  if (setup(p) < 0) {
    pair_free(p);
    return NULL;
  }
  return p;
}
struct pair *pair_literal_ok(const char *s) {
  struct pair *p = malloc(sizeof *p);
  if (!p)
    return NULL;
  *p = (struct pair){.name = strdup(s)};
  if (!p->name) {
    pair_free(p);
    return NULL;
  }
  return p;
}
// A flag tells.
static void pair_free_by_flag(struct pair *p) {
  if (p->has_text)
    free(p->text);
  free(p->name);
  free(p);
}
struct pair *pair_flag_ok(const char *s) {
  struct pair *p = malloc(sizeof *p);
  if (!p)
    return NULL;
  p->has_text = 0;
  p->name = strdup(s);
  if (!p->name) {
    pair_free_by_flag(p);
    return NULL;
  }
  return p;
}
struct pair *pair_flag_here_ok(const char *s, int with) {
  struct pair *p = malloc(sizeof *p);
  if (!p)
    return NULL;
  p->has_text = with;
  if (with)
    p->text = strdup(s);
  p->name = strdup(s);
  if (!p->name) {
    if (p->has_text)
      free(p->text);
    free(p);
    return NULL;
  }
  return p;
}
// Elements that a loop fills.
char **texts_ok(const char *s, int n) {
  char **all = malloc(n * sizeof *all);
  if (!all)
    return NULL;
  for (int i = 0; i < n; i++) {
    all[i] = strdup(s);
    if (!all[i]) {
      while (i--)
        free(all[i]);
      free(all);
      return NULL;
    }
  }
  if (step(n)) {
    free(all[0]);
    all[0] = NULL;
  }
  return all;
}

// Two structs have a member of one name, at different places.
struct address {
  int kind;
  char *port;
};
struct device {
  char *port;
  int kind;
};
void device_free(struct device *d) {
  free(d->port);
  free(d);
}
struct device *device_ok(const struct address *at) {
  struct address copy = *at;
  copy.port = strdup(at->port);
  struct device *d = malloc(sizeof *d);
  if (!d) {
    free(copy.port);
    return NULL;
  }
  d->port = copy.port;
  if (step(copy.kind) < 0) {
    device_free(d);
    return NULL;
  }
  d->kind = copy.kind;
  return d;
}
struct device *device_bad(const struct address *at) {
  struct device *d = malloc(sizeof *d);
  if (!d)
    return NULL;
  if (step(at->kind) < 0) {
    device_free(d); // expect: release-mismatch: 'device_free' releases 'port', which was never given a value
    return NULL;
  }
  d->port = strdup(at->port);
  d->kind = at->kind;
  return d;
}
