// RUN: %check_both %s --rules=borrow-outlives-owner -- -w
#include <alloca.h>
#include <stdlib.h>
#include <string.h>

struct pair {
  int x;
  int y[4];
  char *text;
};
union any {
  int *number;
  char *text;
};
void use(const void *p);

int *local_bad(void) {
  int x = 1;
  return &x; // expect: borrow-outlives-owner: the address of local 'x' is returned from 'local_bad'
}

int *local_ok(void) {
  static int x = 1;
  return &x;
}

int *parameter_bad(int y) {
  return &y; // expect: borrow-outlives-owner: parameter 'y'
}

int *parameter_ok(int *y) { return y; }

int *array_bad(void) {
  int a[3] = {0};
  return a; // expect: borrow-outlives-owner: local 'a'
}

int *element_bad(int n) {
  int a[8] = {0};
  return &a[n] + 2; // expect: borrow-outlives-owner: local 'a'
}

char *literal_ok(void) { return "text"; }

char *table_ok(int n) {
  static char table[4][8];
  return table[n];
}

int *member_bad(void) {
  struct pair p = {0};
  return p.y + 1; // expect: borrow-outlives-owner: local 'p'
}

int *member_ok(struct pair *p) { return p->y + 1; }

int member_value_ok(void) {
  struct pair p = {0};
  return p.y[1];
}

int *by_value_bad(struct pair p) {
  return &p.x; // expect: borrow-outlives-owner: parameter 'p'
}

void *compound_bad(int x) {
  return &(struct pair){.x = x}; // expect: borrow-outlives-owner: a compound literal
}

struct pair compound_ok(int x) { return (struct pair){.x = x}; }

void *alloca_bad(unsigned n) {
  char *p = alloca(n);
  memset(p, 0, n);
  return p; // expect: borrow-outlives-owner: memory of 'alloca'
}

char *alloca_ok(unsigned n) {
  char *p = alloca(n);
  memset(p, 0, n);
  return strdup(p);
}

char *vla_bad(unsigned n) {
  char buffer[n];
  buffer[0] = 0;
  return buffer; // expect: borrow-outlives-owner: local 'buffer'
}

char *alias_bad(void) {
  char text[] = "text";
  char *p = text, *q;
  p += 2;
  q = p;
  return q; // expect: borrow-outlives-owner: local 'text'
}

char *strchr_bad(const char *from) {
  char text[32];
  strcpy(text, from);
  char *colon = strchr(text, ':');
  if (!colon)
    return NULL;
  return colon + 1; // expect: borrow-outlives-owner: local 'text'
}

char *strchr_ok(char *text) {
  char *colon = strchr(text, ':');
  return colon ? colon + 1 : NULL;
}

int *one_path_bad(int c, int *p) {
  int w = 0;
  if (c)
    p = &w;
  return p; // expect: borrow-outlives-owner: local 'w'
}

int *one_path_ok(int c, int *p) {
  int w = 0;
  int *q = p;
  if (c)
    q = &w;
  *q = 1;
  if (c)
    q = p;
  return q;
}

char *copied_when_local_ok(const char *from) {
  char text[32], *p = text;
  if (strlen(from) >= sizeof(text))
    p = malloc(strlen(from) + 1);
  if (!p)
    return NULL;
  strcpy(p, from);
  if (p == text)
    p = strdup(text);
  return p;
}

int *conditional_bad(int c, int *p) {
  int w = 0;
  return c ? &w : p; // expect: borrow-outlives-owner: local 'w'
}

int *conditional_ok(int c, int *p) {
  int w = 0;
  use(c ? &w : p);
  return c ? NULL : p;
}

int *switch_bad(int c, int *p) {
  int a = 0;
  switch (c) {
  case 0: p = &a; break;
  case 1: p = NULL; break;
  default: break;
  }
  return p; // expect: borrow-outlives-owner: local 'a'
}

int *goto_bad(int c) {
  int a = 0;
  int *p = NULL;
  if (c > 3)
    goto out;
  p = &a;
out:
  return p; // expect: borrow-outlives-owner: local 'a'
}

int *goto_ok(int c, int *p) {
  int a = 0, *q = &a;
  if (c > 3)
    goto out;
  use(q);
out:
  q = p;
  return q;
}

int *loop_bad(int n) {
  int best = 0, *found = NULL;
  for (int i = 0; i < n; i++)
    if (i == best + 3)
      found = &best;
  return found; // expect: borrow-outlives-owner: local 'best'
}

int *loop_ok(int *numbers, int n) {
  int best = 0, *found = NULL;
  for (int i = 0; i < n; i++)
    if (numbers[i] > best) {
      best = numbers[i];
      found = &numbers[i];
    }
  return found;
}

struct pair record_bad(void) {
  char text[8] = "";
  struct pair p = {.text = text};
  return p; // expect: borrow-outlives-owner: 'p.text' is returned from 'record_bad' with the address of local 'text'
}

struct pair record_copied_bad(void) {
  char text[8] = "";
  struct pair p = {.text = text}, q;
  q = p;
  return q; // expect: borrow-outlives-owner: local 'text'
}

struct pair record_ok(char *from) {
  char text[8] = "";
  struct pair p = {.text = text};
  use(&p);
  p.text = from;
  return p;
}

union any union_bad(void) {
  int x = 0;
  union any a;
  a.number = &x;
  return a; // expect: borrow-outlives-owner: local 'x'
}

char *union_pointer_bad(void) {
  int x = 0;
  union any a;
  a.number = &x;
  return a.text; // expect: borrow-outlives-owner: local 'x'
}

static int *same(int *p) { return p; }
static int *same_twice(int *p) { return same(p); }
static int *same_three_times(int *p) { return same_twice(p); }
static int *checked(int *p) {
  if (*p < 0)
    return NULL;
  return p + 1;
}

int *helper_bad(int x) {
  return same(&x); // expect: borrow-outlives-owner: parameter 'x'
}

int *deep_helper_bad(void) {
  int x = 1;
  int *p = same_three_times(&x);
  return p; // expect: borrow-outlives-owner: local 'x'
}

int *checked_helper_bad(void) {
  int x[2] = {0};
  return checked(x); // expect: borrow-outlives-owner: local 'x'
}

int *helper_ok(int *x) { return same_three_times(x); }

int helper_value_ok(int x) { return *same(&x); }

static struct pair make_pair(char *text) { return (struct pair){.text = text}; }
static struct pair make_pair_twice(char *text) {
  struct pair p = make_pair(text);
  p.x = 2;
  return p;
}

struct pair made_bad(void) {
  char text[8] = "";
  return make_pair(text); // expect: borrow-outlives-owner: local 'text'
}

struct pair made_twice_bad(void) {
  char text[8] = "";
  struct pair p = make_pair_twice(text);
  return p; // expect: borrow-outlives-owner: local 'text'
}

struct pair made_ok(char *text) { return make_pair_twice(text); }

struct box {
  struct pair *pair;
};

struct box *heap_bad(void) {
  struct pair p = {0};
  struct box *b = malloc(sizeof(*b));
  if (!b)
    return NULL;
  b->pair = &p; // expect: borrow-outlives-owner: 'b->pair' still holds the address of local 'p' when 'heap_bad' returns
  return b;
}

struct box *heap_ok(struct pair *given) {
  struct pair p = {0};
  struct box *b = malloc(sizeof(*b));
  if (!b)
    return NULL;
  b->pair = &p;
  use(b);
  b->pair = given;
  return b;
}

int heap_freed_ok(void) {
  struct pair p = {0};
  struct box *b = malloc(sizeof(*b));
  if (!b)
    return 0;
  b->pair = &p;
  int x = b->pair->x;
  free(b);
  return x;
}

_Bool truth_ok(void) {
  int x = 0;
  return &x != 0;
}

long distance_ok(void) {
  int x[4] = {0};
  return &x[3] - x;
}

static void freep(void *p) { free(*(void **)p); }

char *cleanup_bad(const char *from) {
  __attribute__((cleanup(freep))) char *copy = strdup(from);
  return copy; // expect: borrow-outlives-owner: 'copy' is returned from 'cleanup_bad', but 'freep' releases it
}

char *cleanup_inside_bad(const char *from) {
  __attribute__((cleanup(freep))) char *copy = strdup(from);
  char *dot = copy ? strchr(copy, '.') : NULL;
  return dot; // expect: borrow-outlives-owner: 'dot' is returned
}

char *cleanup_ok(const char *from) {
  __attribute__((cleanup(freep))) char *copy = strdup(from);
  char *result = copy;
  copy = NULL;
  return result;
}

char *cleanup_copy_ok(const char *from) {
  __attribute__((cleanup(freep))) char *copy = strdup(from);
  char *dot = copy ? strchr(copy, '.') : NULL;
  return dot ? strdup(dot) : NULL;
}

struct pair made_of_null_ok(void) {
  struct pair p = make_pair(NULL);
  return p;
}

// TAKE_PTR forgotten at the out-parameter.
int cleanup_given_bad(const char *s, char **ret) {
  __attribute__((cleanup(freep))) char *copy = strdup(s);
  if (!copy)
    return -1;
  *ret = copy; // expect: borrow-outlives-owner: '*ret' still points to what 'freep' releases when 'cleanup_given_bad' returns
  return 0;
}

int cleanup_given_ok(const char *s, char **ret) {
  __attribute__((cleanup(freep))) char *copy = strdup(s);
  if (!copy)
    return -1;
  *ret = copy;
  copy = NULL;
  return 0;
}

int freed_given_bad(const char *s, char **ret) {
  char *copy = strdup(s);
  if (!copy)
    return -1;
  *ret = copy; // expect: borrow-outlives-owner: '*ret' still points to what 'free' releases
  free(copy);
  return 0;
}

int given_on_success_ok(const char *s, char **ret, int ready) {
  char *copy = strdup(s);
  if (!copy)
    return -1;
  *ret = copy;
  if (!ready) {
    free(copy);
    return -1;
  }
  return 0;
}

// The caller's cell itself: whoever calls knows that what is there is over.
void made_and_freed_ok(char **cell) {
  *cell = malloc(3);
  free(*cell);
}
