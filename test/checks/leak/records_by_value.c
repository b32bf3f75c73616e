// RUN: %check_both %s -- -std=gnu11
// Records that go by value from one function into another's result, and descriptors in an initialiser.
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  char *p;
  size_t n;
} str;
typedef struct {
  int tag;
  union {
    double number;
    str s;
  };
} value;
static str str_of(const char *c) {
  str s = {strdup(c), 0};
  return s;
}
static value value_of(str s) {
  value v = {.tag = 1};
  v.s = s;
  return v;
}
static size_t length_of(str s) { return s.n; }
static void drop(value *v) {
  if (v->tag == 1)
    free(v->s.p);
}
int handed_on_ok(const char *c) {
  value v = value_of(str_of(c));
  drop(&v);
  return 0;
}
size_t looked_at_bad(const char *c) {
  return length_of(str_of(c)); // expect: discarded-result: 'str_of'
}
int initialiser_ok(const char *a, const char *b) {
  int fds[2] = {open(a, O_RDONLY), open(b, O_WRONLY)};
  if (fds[0] >= 0)
    close(fds[0]);
  if (fds[1] >= 0)
    close(fds[1]);
  return 0;
}
int initialiser_bad(const char *a, const char *b) {
  int fds[2] = {open(a, O_RDONLY), open(b, O_WRONLY)};
  if (fds[0] >= 0)
    close(fds[0]);
  return 0; // expect: leak: 'fds'
}

// Some element of a local array goes to a function that ends it, or changes places with a variable.
typedef struct {
  str name;
  int used;
} entry;
static entry entry_of(const char *c) {
  entry e = {{strdup(c), 0}, 1};
  return e;
}
static void entry_end(entry *e) { free(e->name.p); }
static void exchange(char **a, char **b) {
  char *t = *a;
  *a = *b;
  *b = t;
}
void entries_ok(const char *c) {
  entry all[2] = {entry_of(c), entry_of("b")};
  for (int i = 0; i < 2; i++)
    entry_end(&all[i]);
}
void entries_bad(const char *c) {
  entry all[2] = {entry_of(c), entry_of("b")};
  entry_end(&all[0]);
} // expect: leak: 'all'
int exchange_ok(char **list, int i, const char *s) {
  char *p = strdup(s);
  if (!p)
    return -1;
  exchange(&list[i], &p);
  free(p);
  return 0;
}

// Chains that go by value into a longer one, which is returned.
struct step {
  struct step *next, *previous;
};
struct chain {
  struct step *first, *last;
};

static struct step *new_step(void) {
  struct step *s = calloc(1, sizeof *s);
  if (!s)
    abort();
  return s;
}
static struct chain chain_of(struct step *s) {
  struct chain c = {s, s};
  return c;
}
struct chain one_step(void) { return chain_of(new_step()); }

static void link_steps(struct step *a, struct step *b) {
  a->next = b;
  b->previous = a;
}
static void append_chain(struct chain *c, struct chain more) {
  if (more.first) {
    if (c->last)
      link_steps(c->last, more.first);
    else
      c->first = more.first;
    c->last = more.last;
  }
}
struct chain joined(struct chain a, struct chain b) {
  struct chain both = a;
  append_chain(&both, b);
  return both;
}

static int is_single(struct chain c) { return c.first && c.first == c.last; }

void run_chain(struct chain c);

void two_steps_ok(void) { run_chain(joined(one_step(), one_step())); }

int two_steps_bad(void) {
  return is_single(one_step()); // expect: discarded-result: one_step
}

// A block and its length go together.
struct text_of {
  char *data;
  unsigned length;
};
static struct text_of made_text(unsigned n) {
  struct text_of t;
  unsigned length = n + 4;
  t.data = 0;
  t.length = 0;
  char *p = calloc(length, 1);
  if (!p)
    return t;
  t.data = p;
  t.length = length;
  return t;
}
static struct text_of passed_on(void) { return made_text(3); }
void sent_ok(void) {
  struct text_of t = passed_on();
  if (!t.data || t.length == 0)
    return;
  t.data[0] = 1;
  free(t.data);
}
void sent_bad(void) {
  struct text_of t = passed_on();
  if (!t.data || t.length > 6) // it is 7
    return; // expect: leak: 't.data'
  t.data[0] = 1;
  free(t.data);
}

// A member of a record that no variable has is the value that the member had.
typedef struct {
  int n;
  char *left, *right;
} halves;
static halves cut(const char *c) {
  halves h = {2, NULL, strdup(c)};
  return h;
}
static halves cut_both(const char *c) {
  halves h = {2, strdup(c), strdup(c)};
  return h;
}
void right_half_ok(const char *c) { free(cut(c).right); }
char *right_half_handed_ok(const char *c) { return cut(c).right; }
size_t right_half_bad(const char *c) {
  char *right = cut(c).right;
  return right ? strlen(right) : 0; // expect: leak: 'right'
}
void right_half_twice_bad(const char *c) {
  char *right = cut(c).right;
  free(right);
  free(right); // expect: double-free: 'right'
}
void left_half_bad(const char *c) {
  free(cut_both(c).right); // expect: discarded-result: 'cut_both'
}
