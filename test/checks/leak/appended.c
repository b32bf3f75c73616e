// RUN: %check_both %s -- -std=gnu11
// Lists that grow at their end, of which a callee hangs an entry in two places, and from which the first may be taken.
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

// Each entry knows its train: what is written beside the link takes nobody out of the list.
struct wagon {
  struct wagon *behind;
  struct wagon *engine;
  int axles;
};

struct wagon *train_ok(int n, int axles) {
  struct wagon *engine = malloc(sizeof *engine);
  if (!engine)
    abort();
  engine->engine = engine;
  engine->axles = axles;
  engine->behind = NULL;
  struct wagon *last = engine;
  while (n-- > 0) {
    last->behind = malloc(sizeof *last);
    if (!last->behind)
      abort();
    last->behind->engine = engine;
    last->behind->axles = axles;
    last->behind->behind = NULL;
    last = last->behind;
  }
  return engine;
}

struct wagon *two_behind_ok(void) {
  struct wagon *engine = malloc(sizeof *engine);
  if (!engine)
    return NULL;
  struct wagon *last = engine;
  struct wagon *first = malloc(sizeof *first);
  if (!first)
    abort();
  last->behind = first;
  first->axles = 4;
  last = first;
  struct wagon *second = malloc(sizeof *second);
  if (!second)
    abort();
  last->behind = second;
  second->axles = 4;
  last = second;
  last->behind = NULL;
  return engine;
}

static struct wagon *wagon_or_die(void) {
  struct wagon *w = malloc(sizeof *w);
  if (w)
    return w;
  abort();
}

struct wagon *train_of_helper_ok(int n) {
  struct wagon *engine = wagon_or_die();
  engine->engine = engine;
  engine->behind = NULL;
  for (struct wagon *last = engine; n > 0; n--) {
    last->behind = wagon_or_die();
    last->behind->engine = engine;
    last->behind->behind = NULL;
    last = last->behind;
  }
  return engine;
}

int engine_bad(int axles) {
  struct wagon *engine = malloc(sizeof *engine);
  if (!engine)
    return -1;
  struct wagon *one = malloc(sizeof *one);
  if (!one)
    abort();
  engine->axles = axles;
  one->axles = axles;
  engine->behind = NULL;
  free(engine);
  return 0; // expect: leak: 'one'
}

// A ring on the stack: its last entry hangs from the one before as well.
struct ring {
  struct ring *right, *left;
};
struct guest {
  char *name;
  struct ring seat;
};
#define guest_of(r) ((struct guest *)((char *)(r) - offsetof(struct guest, seat)))

static void seat_between(struct ring *r, struct ring *left, struct ring *right) {
  right->left = r;
  r->right = right;
  r->left = left;
  left->right = r;
}
static void seat_last(struct ring *r, struct ring *table) { seat_between(r, table->left, table); }
static void stand_up(struct ring *r) {
  r->right->left = r->left;
  r->left->right = r->right;
}
static void invite(struct ring *table) {
  struct guest *g = malloc(sizeof *g);
  if (!g)
    abort();
  g->name = NULL;
  seat_last(&g->seat, table);
}
static void send_home(struct ring *table) {
  struct ring *r = table->right;
  while (r != table) {
    struct ring *next = r->right;
    stand_up(r);
    free(guest_of(r)->name);
    free(guest_of(r));
    r = next;
  }
}

void dinner_ok(int n) {
  struct ring table = {&table, &table};
  invite(&table);
  invite(&table);
  while (n-- > 0)
    invite(&table);
  send_home(&table);
}

void dinner_by_hand_ok(int n) {
  struct ring table = {&table, &table};
  while (n-- > 0)
    invite(&table);
  while (table.right != &table) {
    struct guest *g = guest_of(table.right);
    stand_up(&g->seat);
    free(g->name);
    free(g);
  }
}

int uninvited_bad(struct ring *table, const char *name) {
  struct guest *g = malloc(sizeof *g);
  if (!g)
    return -1;
  g->name = strdup(name);
  if (!g->name)
    return -1; // expect: error-path-leak: 'g'
  seat_last(&g->seat, table);
  return 0;
}

// The same in one function, the list's end first.
void announce_ok(struct ring *table) {
  struct guest *g = malloc(sizeof *g);
  if (!g)
    return;
  g->name = NULL;
  struct ring *before = table->left;
  table->left = &g->seat;
  g->seat.right = table;
  g->seat.left = before;
  before->right = &g->seat;
}
void two_announced_ok(void) {
  struct ring table = {&table, &table};
  announce_ok(&table);
  announce_ok(&table);
  send_home(&table);
}

// Whatever is taken out may be the first, and the list then begins behind it.
struct coin {
  struct coin *below;
  int worth;
};

static struct coin *coin_push(struct coin *top, int worth) {
  struct coin *c = malloc(sizeof *c);
  if (!c)
    abort();
  c->worth = worth;
  c->below = top;
  return c;
}
static struct coin *coin_take(struct coin *top, struct coin *it) {
  if (it == top) {
    top = it->below;
    free(it);
    return top;
  }
  struct coin *above = top;
  while (above->below != it)
    above = above->below;
  above->below = it->below;
  free(it);
  return top;
}
static void coins_free(struct coin *top) {
  while (top) {
    struct coin *below = top->below;
    free(top);
    top = below;
  }
}

void spend_ok(void) {
  struct coin *top = coin_push(coin_push(coin_push(NULL, 1), 2), 5);
  top = coin_take(top, top->below);
  coins_free(top);
}

int spend_bad(int all) {
  struct coin *top = coin_push(NULL, 1);
  if (!all)
    return -1; // expect: error-path-leak: 'top'
  coins_free(top);
  return 0;
}

// What a field holds hangs from what takes its place, whoever hung it there.
struct purse {
  struct coin *top;
};

void pay_in_ok(struct purse *p) {
  p->top = coin_push(p->top, 1);
  p->top = coin_push(p->top, 2);
  p->top = coin_push(p->top, 5);
}

void emptied_first_ok(struct purse *p) {
  coins_free(p->top);
  p->top = NULL;
  p->top = coin_push(NULL, 1);
  p->top = coin_push(p->top, 2);
}

void pay_in_bad(struct purse *p) {
  p->top = coin_push(p->top, 1);
  struct coin *c = coin_push(NULL, 2);
  if (c->worth > p->top->worth)
    return; // expect: leak: 'c'
  c->below = p->top;
  p->top = c;
}

// The first and the last of a stack, told beside it.
static void coin_on(struct coin **top) { *top = coin_push(*top, 1); }
static struct coin *stack_of(const struct coin **lowest, const struct coin **middle, int n) {
  struct coin *top = NULL;
  coin_on(&top);
  *lowest = top;
  do
    coin_on(&top);
  while (n-- > 0);
  *middle = top;
  coin_on(&top);
  return top;
}

int stack_ok(int n) {
  const struct coin *lowest, *middle;
  struct coin *top = stack_of(&lowest, &middle, n);
  const int worth = lowest->worth + middle->worth;
  coins_free(top);
  return worth;
}

int stack_bad(int n) {
  const struct coin *lowest, *middle;
  struct coin *top = stack_of(&lowest, &middle, n);
  return top->worth + lowest->worth; // expect: leak: 'top'
}

// A chain that a record holds by its first, and that goes with the record, however long it is.
void train_take(struct wagon *engine);
static struct wagon *wagon_new(int axles) {
  struct wagon *w = calloc(1, sizeof *w);
  if (!w)
    abort();
  w->axles = axles;
  return w;
}
void long_train_ok(int more) {
  struct wagon *engine = wagon_new(6), *last = engine;
  last = last->behind = wagon_new(1);
  last = last->behind = wagon_new(2);
  last = last->behind = wagon_new(3);
  last = last->behind = wagon_new(4);
  last = last->behind = wagon_new(5);
  last = last->behind = wagon_new(6);
  last = last->behind = wagon_new(7);
  last = last->behind = wagon_new(8);
  last = last->behind = wagon_new(9);
  last = last->behind = wagon_new(10);
  last = last->behind = wagon_new(11);
  if (more)
    last->behind = wagon_new(12);
  train_take(engine);
}
void long_train_bad(void) {
  struct wagon *engine = wagon_new(6), *last = engine;
  last = last->behind = wagon_new(1);
  last = wagon_new(2);
  last->axles = 3;
  train_take(engine);
} // expect: leak: 'last'

// What is in the list that an argument leads to is not its caller's, though an argument shows it as well.
struct stop {
  struct stop *next;
  struct wagon *at;
};
struct line {
  struct stop *first;
};
static void line_append(struct line *l, struct wagon *w) {
  struct stop *s = calloc(1, sizeof *s);
  if (!s)
    abort();
  s->at = w;
  s->next = l->first;
  l->first = s;
}
static int next_wagon(struct line *l, struct wagon **out, int axles) {
  *out = calloc(1, sizeof **out);
  if (!*out)
    return 0;
  (*out)->axles = axles;
  line_append(l, *out);
  return 1;
}
static int lone_wagon(struct wagon **out, int axles) {
  *out = calloc(1, sizeof **out);
  if (!*out)
    return 0;
  (*out)->axles = axles;
  return 1;
}
int fill_ok(struct line *l, int n) {
  struct wagon *each = NULL;
  while (n--)
    if (!next_wagon(l, &each, n))
      return -1;
  return each ? each->axles : 0;
}
int fill_bad(int n) {
  struct wagon *each = NULL;
  if (!lone_wagon(&each, n))
    return -1;
  return each->axles; // expect: leak: 'each'
}
