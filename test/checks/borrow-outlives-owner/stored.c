// RUN: %check_both %s --rules=borrow-outlives-owner -- -w
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct node {
  struct node *next, *prev;
  int value;
  char *text;
};
struct list {
  struct node *head;
  struct node **tail;
  int *numbers[4];
};
int *global;
static struct list list;
struct list *shared;
void use(const void *p);
void unknown(void);
void change(struct list *l);
void show(const struct list *l);

void global_bad(void) {
  int x = 0;
  global = &x; // expect: borrow-outlives-owner: 'global' still holds the address of local 'x' when 'global_bad' returns
}

void global_ok(void) {
  int x = 0;
  global = &x;
  printf("%d\n", *global);
  global = NULL;
}

void global_restored_ok(void) {
  int x = 0, *before = global;
  global = &x;
  printf("%d\n", *global);
  global = before;
}

void global_unknown_ok(void) {
  int x = 0;
  global = &x;
  unknown();
}

int global_error_bad(int c) {
  int x = 0;
  global = &x; // expect: borrow-outlives-owner: 'global'
  if (c)
    return -1;
  global = NULL;
  return 0;
}

int global_error_ok(int c) {
  int x = 0, r = 0;
  global = &x;
  if (c) {
    r = -1;
    goto out;
  }
  puts("x");
out:
  global = NULL;
  return r;
}

void global_if_bad(int c) {
  int x = 0;
  if (c)
    global = &x; // expect: borrow-outlives-owner: 'global'
}

void global_if_ok(int c) {
  int x = 0;
  if (c)
    global = &x;
  puts("x");
  if (c)
    global = NULL;
}

void parameter_bad(int n) {
  global = &n; // expect: borrow-outlives-owner: the address of parameter 'n'
}

void static_bad(void) {
  static int *last;
  int x = 0;
  last = &x; // expect: borrow-outlives-owner: 'last'
}

void field_of_global_bad(void) {
  struct node n = {0};
  list.head = &n; // expect: borrow-outlives-owner: 'list.head'
}

void field_of_global_ok(void) {
  struct node n = {0};
  list.head = &n;
  list.head = NULL;
}

void through_global_bad(void) {
  struct node n = {0};
  shared->head = &n; // expect: borrow-outlives-owner: 'shared->head'
}

void out_bad(int **out) {
  int x = 0;
  *out = &x; // expect: borrow-outlives-owner: '*out' still holds the address of local 'x' when 'out_bad' returns
}

void out_ok(int **out, int *given) {
  int x = 0;
  *out = &x;
  **out = 1;
  *out = given;
}

void field_bad(struct list *l) {
  struct node n = {0};
  l->head = &n; // expect: borrow-outlives-owner: 'l->head'
}

void interior_bad(struct list *l) {
  struct node n = {0};
  l->tail = &n.next; // expect: borrow-outlives-owner: 'l->tail' still holds the address of local 'n'
}

void array_bad(struct list *l) {
  int n = 0;
  l->numbers[1] = &n; // expect: borrow-outlives-owner: 'l->numbers[1]'
}

void array_ok(struct list *l) {
  int n = 0;
  l->numbers[1] = &n;
  *l->numbers[1] = 2;
  l->numbers[1] = NULL;
}

void element_ok(struct list *l, int i) {
  int n = 0;
  l->numbers[1] = &n;
  l->numbers[i] = NULL;
}

void record_bad(struct node *out) {
  char text[8] = "";
  struct node n = {.text = text};
  *out = n; // expect: borrow-outlives-owner: local 'text'
}

void record_ok(struct node *out) {
  char text[8] = "";
  struct node n = {.text = text};
  *out = n;
  out->text = NULL;
}

void memcpy_bad(struct node *out) {
  char text[8] = "";
  struct node n = {.text = text};
  memcpy(out, &n, sizeof(n)); // expect: borrow-outlives-owner: local 'text'
}

void tail_ok(struct list *l) {
  struct node *dummy = NULL;
  struct node **before = l->tail;
  l->tail = &dummy;
  puts("x");
  l->tail = before;
}

void changed_ok(struct list *l) {
  struct node n = {0};
  l->head = &n;
  change(l);
}

void waits_ok(struct list *l) {
  struct node n = {0};
  n.next = l->head;
  l->head = &n;
  unknown();
}

void read_only_bad(struct list *l) {
  struct node n = {0};
  l->head = &n; // expect: borrow-outlives-owner: 'l->head'
  show(l);
}

struct list *current(void);

void other_name_ok(struct list *l) {
  struct node n = {0};
  l->head = &n;
  current()->head = NULL;
}

void local_list_ok(void) {
  struct node n = {0};
  struct list l = {0};
  l.head = &n;
  l.tail = &l.head;
  use(&l);
}

static inline void node_add(struct node *n, struct node *head) {
  struct node *next = head->next;
  next->prev = n;
  n->next = next;
  n->prev = head;
  head->next = n;
}

static inline void node_del(struct node *n) {
  n->prev->next = n->next;
  n->next->prev = n->prev;
  n->next = n->prev = NULL;
}

void intrusive_ok(struct node *head) {
  struct node n;
  node_add(&n, head);
  use(head);
  node_del(&n);
}

static void keep(int *p) { global = p; }
static void keep_deeper(int *p) { keep(p); }
static void keep_deepest(int *p) { keep_deeper(p); }
static void drop(void) { global = NULL; }
static void look(void) { printf("%d\n", *global); }
static void put(int **to, int *p) { *to = p; }
static void put_deeper(int **to, int *p) { put(to, p); }
static void set_head(struct list *l, struct node *n) { l->head = n; }
static void keep_if(int *p, int c) {
  if (c)
    global = p;
}

void helper_global_bad(void) {
  int x = 0;
  keep(&x); // expect: borrow-outlives-owner: 'global' still holds the address of local 'x'
}

void helper_global_deep_bad(void) {
  int x = 0;
  keep_deepest(&x); // expect: borrow-outlives-owner: 'global' still holds the address of local 'x'
  look();
}

void helper_global_ok(void) {
  int x = 0;
  keep_deepest(&x);
  look();
  drop();
}

void helper_global_if_bad(void) {
  int x = 0;
  keep_if(&x, 1); // expect: borrow-outlives-owner: 'global'
}

void helper_out_bad(int **out) {
  int x = 0;
  put_deeper(out, &x); // expect: borrow-outlives-owner: local 'x'
}

void helper_out_ok(int **out, int *x) {
  int y = 0;
  put_deeper(out, &y);
  put(out, x);
}

void helper_field_bad(struct list *l) {
  struct node n = {0};
  set_head(l, &n); // expect: borrow-outlives-owner: local 'n'
}

void helper_field_ok(struct list *l) {
  struct node n = {0};
  set_head(l, &n);
  set_head(l, NULL);
}

void helper_local_ok(void) {
  struct node n = {0};
  struct list l;
  set_head(&l, &n);
  use(&l);
}

static void fill(int **out) {
  int x = 42;
  *out = &x; // expect: borrow-outlives-owner: '*out'
}

int filled(void) {
  int *p;
  fill(&p);
  return *p;
}

void callback_ok(void (*each)(int *), struct list *l) {
  int x = 0;
  l->numbers[0] = &x;
  each(&x);
}

void stops_ok(void) {
  int x = 0;
  global = &x;
  exit(1);
}

void forever_ok(struct list *l) {
  struct node n = {0};
  l->head = &n;
  for (;;)
    change(l);
}

static void unlinkp(struct node *n) { n->next = NULL; }

void cleanup_ok(struct list *l) {
  __attribute__((cleanup(unlinkp))) struct node n = {0};
  l->head = &n;
}

void loop_bad(struct list *l, int n) {
  struct node nodes[4];
  for (int i = 0; i < n; i++)
    l->head = &nodes[i]; // expect: borrow-outlives-owner: local 'nodes'
}

void loop_ok(struct list *l, int n) {
  struct node nodes[4];
  for (int i = 0; i < n; i++)
    l->head = &nodes[i];
  l->head = NULL;
}

int main(int argc, char **argv) {
  int x = argc;
  global = &x;
  return 0;
}
