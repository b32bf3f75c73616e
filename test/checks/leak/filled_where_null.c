// RUN: %check_both %s -- -std=gnu11
// Helpers that fill *arg only where it is NULL, that make room where it is not enough, and their wrappers.
#include <assert.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

struct set {
  int n;
  void *items;
};

static void set_free(struct set *s) {
  if (!s)
    return;
  free(s->items);
  free(s);
}
static int ensure(struct set **at) {
  struct set *fresh;
  if (*at)
    return 0;
  fresh = calloc(1, sizeof *fresh);
  if (!fresh)
    return -1;
  *at = fresh;
  return 1;
}
static int ensure_by_another(struct set **at) { return ensure(at); }
static int put(struct set **at, int v) {
  int r = ensure_by_another(at);
  if (r < 0)
    return r;
  (*at)->n = v;
  return 0;
}

int argument_ok(struct set *mine, int n) {
  assert(mine);
  for (int i = 0; i < n; i++)
    if (put(&mine, i) < 0)
      return -1;
  return 0;
}
int argument_unknown_ok(struct set *mine, int n, unsigned flags) {
  assert(!(flags & 3) || mine);
  if (flags & 3)
    if (put(&mine, n) < 0)
      return -1;
  return 0;
}
int in_a_loop_ok(int n) {
  struct set *s = NULL;
  for (int i = 0; i < n; i++)
    if (put(&s, i) < 0) {
      set_free(s);
      return -1;
    }
  set_free(s);
  return 0;
}
// The first call fails without a set; later ones do not fail.
int fails_at_first_ok(int n) {
  struct set *s = NULL;
  for (int i = 0; i < n; i++)
    if (put(&s, i) < 0)
      return -1;
  set_free(s);
  return 0;
}
int in_a_loop_bad(int n) {
  struct set *s = NULL;
  for (int i = 0; i < n; i++)
    if (put(&s, i) < 0)
      return -1;
  return 0; // expect: leak: 's'
}
int twice_ok(void) {
  struct set *s = NULL;
  if (put(&s, 1) < 0)
    return -1;
  if (put(&s, 2) < 0) {
    set_free(s);
    return -1;
  }
  set_free(s);
  return 0;
}

// From a pool, or from the heap: nobody who calls it can know.
static int pooled;
static struct set pool[8];
static struct set *make(void) {
  if (pooled)
    return &pool[--pooled];
  return calloc(1, sizeof(struct set));
}
static int ensure_pooled(struct set **at) {
  struct set *fresh;
  if (*at)
    return 0;
  fresh = make();
  if (!fresh)
    return -1;
  *at = fresh;
  return 1;
}
int pooled_ok(void) {
  struct set *s = NULL;
  if (ensure_pooled(&s) < 0)
    return -1;
  if (ensure_pooled(&s) < 0)
    return -1;
  return s->n;
}

static size_t room(void **at) {
  if (!at || !*at)
    return 0;
  return malloc_usable_size(*at);
}
static void *grow(void **at, size_t need) {
  void *q;
  if (*at && room(at) >= need)
    return *at;
  q = realloc(*at, need * 2);
  if (!q)
    return NULL;
  return *at = q;
}
static char *freed(char *p) {
  free(p);
  return NULL;
}
char *replace_ok(const char *text, char old, const char *by) {
  char *t, *ret = NULL;
  size_t n = strlen(text), d;
  if (!grow((void **)&ret, n + 1))
    return NULL;
  t = ret;
  for (; *text; text++) {
    if (*text != old) {
      *t++ = *text;
      continue;
    }
    d = t - ret;
    if (!grow((void **)&ret, n + 7))
      return freed(ret);
    t = ret + d;
    t = stpcpy(t, by);
  }
  *t = 0;
  return ret;
}
char *replace_bad(const char *text) {
  char *ret = NULL;
  size_t n = strlen(text);
  if (!grow((void **)&ret, n + 1))
    return NULL;
  for (; *text; text++)
    if (!grow((void **)&ret, ++n))
      return NULL; // expect: error-path-leak: 'ret'
  *ret = 0;
  return ret;
}

// The part of what *arg points to, not of arg.
static int add(struct set **at) {
  struct set *fresh = NULL, *s;
  if (*at)
    s = *at;
  else {
    fresh = calloc(1, sizeof *fresh);
    if (!fresh)
      return -1;
    s = fresh;
  }
  if (!grow(&s->items, s->n + 1)) {
    set_free(fresh);
    return -1;
  }
  s->n++;
  *at = s;
  return 0;
}
int load_ok(struct set **out, int n) {
  struct set *s = calloc(1, sizeof *s);
  if (!s)
    return -1;
  while (n-- > 0) {
    if (n == 7) {
      set_free(s);
      return -1;
    }
    if (add(&s) < 0) {
      set_free(s);
      return -1;
    }
  }
  *out = s;
  return 0;
}
int load_bad(struct set **out, int n) {
  struct set *s = calloc(1, sizeof *s);
  if (!s)
    return -1;
  while (n-- > 0)
    if (add(&s) < 0)
      return -1; // expect: error-path-leak: 's'
  *out = s;
  return 0;
}

/* What went wrong first is said, what came later is not. */
struct reader {
  const char *at;
  char *why;
};
static int expect_open(struct reader *r) {
  if (*r->at == '(')
    return 1;
  if (!r->why)
    r->why = strdup("'(' expected");
  return 0;
}
static int read_all(const char *text, char **why) {
  struct reader r = {text, NULL};
  const int good = expect_open(&r);
  *why = r.why;
  return good;
}
int why_bad(const char *text) {
  char *why;
  if (!read_all(text, &why))
    return -1; // expect: error-path-leak
  return 0;
}
int why_ok(const char *text) {
  char *why;
  if (!read_all(text, &why)) {
    free(why);
    return -1;
  }
  return 0;
}
int why_twice_ok(const char *text) {
  struct reader r = {text, NULL};
  const int good = expect_open(&r) && expect_open(&r);
  free(r.why);
  return good;
}
int why_lost_bad(const char *text) {
  struct reader r = {text, NULL};
  if (expect_open(&r))
    return 1;
  return 0; // expect: leak: 'r.why'
}
int why_of_caller_ok(struct reader *r) { return expect_open(r) && expect_open(r); }
