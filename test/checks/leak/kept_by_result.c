// RUN: %check_both %s -- -std=gnu11
// What a function puts into the object that it makes and returns, and nowhere else, goes where that goes.
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct term {
  int kind;
  struct term *left, *right;
};

static struct term *term_number(void) { return calloc(1, sizeof(struct term)); }

static void term_free(struct term *t) {
  if (!t)
    return;
  term_free(t->left);
  term_free(t->right);
  free(t);
}

static struct term *term_sum(struct term *left, struct term *right) {
  struct term *t = NULL;
  if (!left || !right || !(t = malloc(sizeof *t))) {
    term_free(left);
    term_free(right);
    return NULL;
  }
  *t = (struct term){1, left, right};
  return t;
}

int parts_forgotten_bad(void) {
  struct term *t = term_sum(term_number(), term_number());
  if (!t)
    return -1;
  int kind = t->kind;
  free(t); // expect: leak: 'left' // expect: leak: 'right'
  return kind;
}

int parts_freed_ok(void) {
  struct term *t = term_sum(term_number(), term_sum(term_number(), term_number()));
  int kind = t ? t->kind : -1;
  term_free(t);
  return kind;
}

struct term *handed_on_ok(void) { return term_sum(term_number(), term_number()); }

static struct term *root;
void kept_ok(void) {
  struct term *t = term_sum(term_number(), term_number());
  if (t)
    root = t;
}

// A stack: each one keeps the one before.
struct card {
  struct card *below;
  int value;
};
static struct card *card_push(struct card *below, int value) {
  struct card *c = malloc(sizeof *c);
  if (!c)
    abort();
  c->value = value;
  c->below = below;
  return c;
}
static void cards_free(struct card *c) {
  while (c) {
    struct card *below = c->below;
    free(c);
    c = below;
  }
}

int cards_ok(int n) {
  struct card *top = card_push(card_push(NULL, 1), 2);
  for (int i = 0; i < n; i++)
    top = card_push(top, i);
  int value = top->value;
  cards_free(top);
  return value;
}

int cards_lost_bad(void) {
  struct card *top = card_push(card_push(NULL, 1), 2);
  int value = top->value;
  return value; // expect: leak: 'top'
}

// Who only borrows, ends what it was given itself.
struct view {
  const char *text;
  size_t length;
};
static struct view *view_new(const char *text) {
  struct view *v = malloc(sizeof *v);
  if (!v)
    return NULL;
  v->text = text;
  v->length = strlen(text);
  return v;
}
static void view_free(struct view *v) { free(v); }

size_t viewed_ok(const char *from) {
  char *text = strdup(from);
  if (!text)
    return 0;
  struct view *v = view_new(text);
  if (!v) {
    free(text);
    return 0;
  }
  size_t length = v->length;
  view_free(v);
  free(text);
  return length;
}

size_t viewed_bad(const char *from) {
  char *text = strdup(from);
  if (!text)
    return 0;
  struct view *v = view_new(text);
  if (!v) {
    free(text);
    return 0;
  }
  size_t length = v->length;
  view_free(v);
  return length;
} // expect@-1: leak: 'text'

size_t viewed_on_the_stack_ok(void) {
  char text[] = "here";
  struct view *v = view_new(text);
  size_t length = v ? v->length : 0;
  view_free(v);
  return length;
}

// A descriptor, too.
struct conn {
  int fd;
  char *peer;
};
static struct conn *conn_new(int fd) {
  struct conn *c = calloc(1, sizeof *c);
  if (!c)
    return NULL;
  c->fd = fd;
  return c;
}
static void conn_free(struct conn *c) {
  close(c->fd);
  free(c);
}

int closed_twice_bad(void) {
  int fd = dup(0);
  if (fd < 0)
    return -1;
  struct conn *c = conn_new(fd);
  if (!c) {
    close(fd);
    return -1;
  }
  conn_free(c);
  close(fd); // expect: double-free: 'fd'
  return 0;
}

int closed_with_it_ok(void) {
  int fd = dup(0);
  if (fd < 0)
    return -1;
  struct conn *c = conn_new(fd);
  if (!c) {
    close(fd);
    return -1;
  }
  conn_free(c);
  return 0;
}
