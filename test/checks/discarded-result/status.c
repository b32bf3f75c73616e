// RUN: %check_both %s
// A status that must be looked at.
#include <stdio.h>

struct lock {
  int n;
};
_Bool lock_two(struct lock *l) __attribute__((warn_unused_result));
int lock_one(struct lock *l);

void dropped_bad(struct lock *l) {
  lock_two(l); // expect: discarded-result: 'lock_two'
}

void meant_ok(struct lock *l) { (void)lock_two(l); }

void other_ok(struct lock *l) { lock_one(l); }

int tested_ok(struct lock *l) {
  if (!lock_two(l))
    return -1;
  return lock_two(l) ? 0 : 1;
}

void kept_ok(struct lock *l) {
  _Bool got = lock_two(l);
  printf("%d\n", got);
}

// The C library says it of almost everything.
void library_ok(FILE *f, char *buffer) { fgets(buffer, 8, f); }

// How far a pointer moves is used, wherever the pointer goes.
unsigned lock_width(unsigned long at) __attribute__((warn_unused_result));
void moved_ok(const char *from, const char **to, unsigned long n) {
  while (n--) {
    if (*from == 'x')
      *to = from + lock_width(n);
    from++;
  }
}
void moved_bad(const char *from, const char **to, unsigned long n) {
  while (n--) {
    lock_width(n); // expect: discarded-result: 'lock_width'
    *to = from++;
  }
}

// What is printed is looked at, also by a macro that prints where somebody wants to know.
void told(int level, const char *format, ...) __attribute__((format(printf, 2, 3)));
int pool_size(int pool) __attribute__((warn_unused_result));
extern int verbose;
#define TELL(...)                                                                                                      \
  do {                                                                                                                 \
    if (verbose)                                                                                                       \
      told(1, __VA_ARGS__);                                                                                            \
  } while (0)
void told_ok(int pool, int most) { TELL("full (%d of %d)", pool_size(pool), most); }
void told_bad(int pool, int most) {
  pool_size(pool); // expect: discarded-result: 'pool_size'
  TELL("full (%d)", most);
}
