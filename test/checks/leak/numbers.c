// RUN: %check_both %s --rules=leak,double-free -- -w
// Counters, masks and constants decide which paths there are.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void run(char *);

void loop_once_ok(void) {
  char *p = NULL;
  for (int i = 0; i < 1; i++) {
    p = malloc(4);
    if (!p)
      abort();
  }
  for (int i = 0; i < 1; i++)
    free(p);
}

void loop_twice_bad(void) {
  char *p = NULL;
  for (int i = 0; i < 2; i++) {
    p = malloc(4); // expect: leak: 'p' is overwritten
    if (!p)
      abort();
  }
  free(p);
}

void larger_is_large_ok(int n) {
  char *p = NULL;
  if (n > 5)
    p = malloc(4);
  if (n > 3)
    free(p);
}

void smaller_bad(int n) {
  char *p = NULL;
  if (n > 3)
    p = malloc(4);
  if (n > 5)
    free(p);
} // expect: leak: 'p'

void flag_tells_ok(int n) {
  char near[10], *p;
  int on_heap = 0;
  if (n > 10)
    on_heap = 1;
  if (on_heap)
    p = malloc(n);
  else
    p = near;
  if (!p)
    return;
  if (n > 10)
    free(p);
}

// A bit that is set for one round: what RUN_WITH_UMASK() is.
unsigned set_mask(unsigned);
void round_by_bit_ok(void) {
  char *p = NULL;
  for (unsigned saved = set_mask(1) | 0x8000; (~saved & 0x8000) == 0; saved &= 0777) {
    p = malloc(4);
    if (!p)
      abort();
  }
  free(p);
}

static int five(void) { return 5; }
void constant_of_helper_ok(void) {
  char *p = malloc(4);
  if (five() == 5)
    free(p);
}

void constant_of_helper_bad(void) {
  char *p = malloc(4);
  if (five() == 4)
    free(p);
} // expect: leak: 'p'

void size_max_ok(size_t n) {
  if (n > (size_t)-1 - 2)
    return;
  char *p = malloc(n + 2);
  free(p);
}

void size_max_bad(size_t n) {
  if (n > (size_t)-1 - 2)
    return;
  char *p = malloc(n + 2);
} // expect: leak: 'p'

// `i <= n` and not `i == n`: one more round is allowed.
int last_round_ok(int n) {
  int i;
  char *p = NULL;
  for (i = 0; i <= n; i++) {
    p = malloc(4);
    if (!p)
      abort();
    if (i == n) {
      free(p);
      return 1;
    }
    free(p);
  }
  if (i && p)
    free(p);
  return 0;
}

int last_round_bad(int n) {
  int i;
  char *p = NULL;
  for (i = 0; i < n; i++) {
    p = malloc(4);
    if (!p)
      abort();
    if (i == n) {
      free(p);
      return 1;
    }
    free(p);
  }
  if (i && p)
    free(p); // expect: double-free: 'p'
  return 0;
}

// Where there is a second one there is a first one.
void again_from_the_start_ok(const size_t *count, char *p) {
  for (size_t i = 1; i < *count; i++) {
    run(p);
    for (i = 0; i < *count; i++)
      run(p);
    if (i == 0)
      free(p);
  }
  free(p);
}

void again_from_the_start_bad(const size_t *count, char *p) {
  for (size_t i = 0; i <= *count; i++) {
    run(p);
    for (i = 0; i < *count; i++)
      run(p);
    if (i == 0)
      free(p);
  }
  free(p); // expect: double-free: 'p'
}

// What was asked behind a loop stops no counter.
static int length_of(const char *s) {
  int n = 0;
  while (s[n])
    n++;
  return n - 1;
}

void behind_a_loop_ok(const char *s) {
  char *p = malloc(4);
  const int n = length_of(s);
  if (n < 0) {
    free(p);
    return;
  }
  if (n == 0)
    puts("one");
  free(p);
}

void behind_a_loop_bad(const char *s) {
  char *p = malloc(4);
  const int n = length_of(s);
  if (n < 0) {
    free(p);
    return;
  }
  if (n != 0)
    puts("more than one");
} // expect: leak: 'p'

// As many as were put there: none where there are none.
struct words {
  unsigned count;
  const char **each;
};

static void append(int *count, char ***list, const char *word) {
  *list = realloc(*list, (*count + 1) * sizeof **list);
  if (!*list)
    abort();
  (*list)[(*count)++] = strdup(word);
}

static void copy_words(const struct words *from, int *count, char ***list) {
  *count = 0;
  *list = NULL;
  for (unsigned i = 0; i < from->count; i++)
    if (from->each[i])
      append(count, list, from->each[i]);
}

static void free_words(int count, char **list) {
  if (count == 0)
    return;
  for (int i = 0; i < count; i++)
    free(list[i]);
  free(list);
}

void words_ok(const struct words *from) {
  int count;
  char **list;
  copy_words(from, &count, &list);
  free_words(count, list);
}

void words_bad(const struct words *from) {
  int count;
  char **list;
  copy_words(from, &count, &list);
} // expect: leak

// What a helper stores through a pointer may be below zero.
static void difference(int a, int b, int *out) { *out = a - b; }
struct levels {
  int level;
};
static void set_level(struct levels *l, int level) { l->level = level; }

int below_zero_bad(int a, int b) {
  int d;
  difference(a, b, &d);
  if (d < 0) {
    char *p = malloc(4);
    return p ? 2 : 1; // expect: leak: 'p'
  }
  return 0;
}

int below_zero_in_field_bad(struct levels *l, int level) {
  set_level(l, level);
  if (l->level < 0) {
    char *p = malloc(4);
    return p ? 2 : 1; // expect: leak: 'p'
  }
  return 0;
}

int below_zero_ok(int a, int b) {
  int d;
  difference(a, b, &d);
  char *p = d < 0 ? malloc(4) : NULL;
  if (d < 0)
    free(p);
  return 0;
}

// But where it is -1 for a failure, what else there is counts something.
int next_count(int count);
static char **texts(int some, int *count) {
  if (!some) {
    *count = -1;
    return NULL;
  }
  char **all = malloc(8 * sizeof *all);
  if (!all)
    abort();
  *count = next_count(*count);
  return all;
}

int counted_ok(int some) {
  int n = 0;
  char **all = texts(some, &n);
  if (n < 0)
    return -1;
  free(all);
  return n;
}

int counted_bad(int some) {
  int n = 0;
  char **all = texts(some, &n);
  if (n < 0)
    return -1;
  if (n > 7)
    return 8; // expect: leak: 'all'
  free(all);
  return n;
}
