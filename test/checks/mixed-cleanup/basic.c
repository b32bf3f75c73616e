// RUN: %check_both %s --rules=mixed-cleanup
// Cleanup attributes beside a goto ladder that releases, and cleanup variables
// that a path leaves without a value.
#include <stdlib.h>
#include <string.h>

#define _cleanup_(f) __attribute__((cleanup(f)))

static inline void freep(char **p) {
  free(*p);
}
static inline void mark_scope(int *unused) {
  (void)sizeof(int);
}
struct buffer {
  char *data;
};
static inline void buffer_done(struct buffer *b) {
  free(b->data);
}
void buffer_init(struct buffer *b);
static inline void wipe_char(char *c) {
  memset(c, 0, 1);
}
static inline void buffer_done_too(struct buffer *b) {
  buffer_done(b);
}
char *load(int from);
int fails(void);
_Noreturn void die(void);

int ladder_bad(int from) {
  _cleanup_(freep) char *a = load(from);
  char *b = load(from + 1);
  if (!b)
    return -1;
  if (fails())
    goto out; // expect: mixed-cleanup: 'ladder_bad' releases 'b' behind the label 'out' and 'a' by a cleanup attribute
  a[0] = b[0];
out:
  free(b);
  return 0;
}

int ladder_only_ok(int from) {
  char *a = load(from), *b = load(from + 1);
  if (!b)
    goto out;
  a[0] = b[0];
out:
  free(b);
  free(a);
  return 0;
}

int cleanup_only_ok(int from) {
  _cleanup_(freep) char *a = load(from);
  _cleanup_(freep) char *b = load(from + 1);
  if (!b)
    goto out;
  a[0] = b[0];
out:
  return 0;
}

int label_releases_nothing_ok(int from, int *count) {
  _cleanup_(freep) char *a = load(from);
  char *b = load(from + 1);
  free(b);
  if (fails())
    goto out;
  return 0;
out:
  (*count)++;
  return -1;
}

static inline void restore(int *saved) {
  extern int current;
  current = *saved;
}

int restores_only_ok(int from) {
  _cleanup_(restore) int saved = from;
  char *b = load(from);
  if (fails())
    goto out;
  b[0] = (char)saved;
out:
  free(b);
  return 0;
}

int retry_ok(int from) {
  _cleanup_(freep) char *a = load(from);
again:;
  char *b = load(from + 1);
  free(b);
  if (fails())
    goto again;
  return a[0];
}

int unset_bad(int from) {
  _cleanup_(freep) char *a; // expect: mixed-cleanup: 'a' has no value yet when its cleanup 'freep' runs
  if (from < 0)
    return -1;
  a = load(from);
  return a[0];
}

int unset_scope_bad(int from) {
  {
    _cleanup_(freep) char *a; // expect: mixed-cleanup: 'a' has no value yet
    if (from > 0)
      a = load(from);
  }
  return 0;
}

int unset_goto_bad(int from) {
  int r = 0;
  {
    _cleanup_(freep) char *a; // expect: mixed-cleanup: 'a' has no value yet
    if (from < 0)
      goto out;
    a = load(from);
    r = a[0];
  }
out:
  return r;
}

int unset_record_bad(int from) {
  _cleanup_(buffer_done) struct buffer b; // expect: mixed-cleanup: 'b' has no value yet
  if (from < 0)
    return -1;
  buffer_init(&b);
  return 0;
}

int set_at_once_ok(int from) {
  _cleanup_(freep) char *a;
  a = load(from);
  if (!a)
    return -1;
  return a[0];
}

int set_by_callee_ok(void) {
  _cleanup_(buffer_done) struct buffer b;
  buffer_init(&b);
  return fails() ? -1 : 0;
}

int set_on_both_ok(int from) {
  _cleanup_(freep) char *a;
  if (from > 0)
    a = load(from);
  else
    a = NULL;
  return 0;
}

int null_ok(int from) {
  _cleanup_(freep) char *a = NULL;
  if (from < 0)
    return -1;
  a = load(from);
  return 0;
}

int dies_ok(int from) {
  _cleanup_(freep) char *a;
  if (from < 0)
    die();
  a = load(from);
  return 0;
}

int guard_without_value_ok(int from) {
  _cleanup_(mark_scope) int guard;
  if (from < 0)
    return -1;
  return 0;
}

int wiped_ok(int from) {
  _cleanup_(wipe_char) char c;
  if (from < 0)
    return -1;
  c = 'x';
  return c;
}

int through_helper_bad(int from) {
  _cleanup_(buffer_done_too) struct buffer b; // expect: mixed-cleanup: 'b' has no value yet
  if (from < 0)
    return -1;
  buffer_init(&b);
  return 0;
}

// Whether the switch is left without a case, and the loop without a round, is
// for the author to know.
int switch_ok(int kind) {
  _cleanup_(freep) char *a;
  switch (kind) {
  case 0:
    a = load(0);
    break;
  case 1:
    a = load(1);
    break;
  }
  return 0;
}

int loop_ok(int n) {
  _cleanup_(freep) char *a;
  for (int i = 0; i < n; i++)
    a = load(i);
  return 0;
}
