// RUN: %check_both %s -- -std=gnu11
// What calloc() made has no next one: by whatever pointer that is asked.
typedef unsigned long size_t;
#define NULL ((void *)0)
void *calloc(size_t n, size_t size);
void *malloc(size_t n);
void free(void *p);
_Noreturn void abort(void);
struct line { struct line *next, *before; int n; };
struct log { struct line *first, *last; unsigned count; };

void log_add_ok(struct log *l, int n) {
  struct line *now = calloc(1, sizeof *now), *old;
  if (!now)
    abort();
  if (!l->first)
    l->first = now;
  if (l->count == 64) {
    old = l->first;
    l->first = l->first->next;
    l->first->before = NULL;
    free(old);
  } else
    l->count++;
  now->n = n;
  now->next = NULL;
  l->last = now;
}
void log_add_bad(struct log *l, struct line *after, int n) {
  struct line *now = malloc(sizeof *now), *old;
  if (!now)
    abort();
  now->next = after;
  l->first = now;
  old = l->first;
  l->first = l->first->next;
  l->first->before = NULL;
  free(old);
  now->n = n; // expect: use-after-free: 'now->n'
}
