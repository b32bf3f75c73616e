// RUN: %check_both %s --rules=leak,double-free,use-after-free,error-path-leak,discarded-result -- -w
// What helpers of the file do with parts of what they are given.
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct pair {
  int a;
  char *v;
};

static void end_record(struct pair s) { free(s.v); }
static void see_record(struct pair s) { s.a = s.v[0]; }

void record_ok(void) {
  struct pair s = {0};
  s.v = strdup("x");
  end_record(s);
}

void record_twice_bad(void) {
  struct pair s = {0};
  s.v = strdup("x");
  end_record(s);
  free(s.v); // expect: double-free
}

void record_bad(void) {
  struct pair s = {0};
  s.v = strdup("x");
  if (s.v)
    see_record(s);
} // expect: leak: 's.v'

static void end_element(char *a[]) { free(a[2]); }

void element_ok(void) {
  char *a[5];
  a[2] = strdup("x");
  end_element(a);
}

void element_twice_bad(void) {
  char *a[5];
  a[2] = strdup("x");
  end_element(a);
  free(a[2]); // expect: double-free
}

void other_element_bad(void) {
  char *a[5];
  a[1] = strdup("x");
  a[2] = NULL;
  end_element(a);
} // expect: leak: 'a[1]'

static void end_all(char **a, int n) {
  for (int i = 0; i < n; i++)
    free(a[i]);
}

void all_elements_ok(void) {
  char *a[2] = {strdup("x"), strdup("y")};
  end_all(a, 2);
}

static void end_variadic(int n, ...) {
  va_list l;
  va_start(l, n);
  char *q = va_arg(l, char *);
  va_end(l);
  free(q);
}

void variadic_ok(void) {
  char *p = malloc(4);
  end_variadic(1, p);
}

static void swap(char **a, char **b) {
  char *t = *a;
  *a = *b;
  *b = t;
}

void swap_ok(void) {
  char *p = malloc(4), *q = NULL;
  swap(&p, &q);
  free(q);
}

static void show(char **at) {
  char *q = *at;
  q[0] = 1;
}

void only_read_bad(void) {
  char *p = malloc(4);
  if (!p)
    abort();
  show(&p);
} // expect: leak: 'p'

static void fill_one(char **o) {
  char *q = malloc(4);
  if (!q)
    abort();
  *o = q;
}
static void fill_two(char **o) { fill_one(o); }

void filled_bad(void) {
  char *p = NULL;
  fill_two(&p);
  p[0] = 1;
} // expect: leak: 'p'

void filled_ok(void) {
  char *p = NULL;
  fill_two(&p);
  free(p);
}

static void put(struct pair *s, char *v) { s->v = v; }

void put_bad(void) {
  struct pair s = {0};
  char *p = malloc(4);
  put(&s, p);
} // expect: leak

void put_ok(void) {
  struct pair s = {0};
  char *p = malloc(4);
  put(&s, p);
  free(s.v);
}

static int push(char ***list, char *value) {
  char **longer = realloc(*list, 100);
  if (!longer)
    return -1;
  longer[5] = value;
  *list = longer;
  return 0;
}
static int consume(char ***list, char *value) {
  int r = push(list, value);
  if (r < 0)
    free(value);
  return r;
}

int consume_ok(const char *s) {
  char **list = calloc(1, sizeof *list);
  if (!list)
    return -1;
  char *copy = strdup(s);
  if (!copy) {
    free(list);
    return -1;
  }
  int r = consume(&list, copy);
  free(list);
  return r;
}

// The cursor's loop releases what t[0] and t[1] hold.
void by_cursor_ok(void) {
  char **texts = calloc(3, sizeof *texts);
  if (!texts)
    return;
  texts[0] = strdup("x");
  texts[1] = strdup("y");
  if (!texts[0] || !texts[1])
    abort();
  for (char **t = texts; *t; t++)
    free(*t);
  free(texts);
}

// A mark in the low bit of a pointer.
void marked_ok(int n) {
  char *p = malloc(4);
  unsigned long u = (unsigned long)p | (n & 1);
  free((char *)(u & ~1ul));
}

// close() of what is no descriptor released nothing.
int report(int);
int no_descriptor_ok(int r) {
  close(r);
  if (r < 0)
    return report(r);
  return 0;
}

int descriptor_bad(int fd) {
  close(fd);
  if (fd >= 0)
    return read(fd, &fd, 1); // expect: use-after-free: 'fd'
  return 0;
}
