// RUN: %check_both %s -- -std=gnu11
// What a callee put into a variable of the program, or into a field of the caller's, is lost there as what was stored here.
#include <stdlib.h>
#include <string.h>

int probe(void);
void report(const char *text);

static char *buffer;
static struct {
  char *text;
} box;
static char *names[2];

static void fill(void) { buffer = malloc(4); }
static int fill_box(void) {
  box.text = malloc(4);
  return box.text ? 0 : -1;
}
static void empty(void) {
  free(buffer);
  buffer = NULL;
}
static void refill(void) {
  free(buffer);
  buffer = malloc(8);
}
static void fill_once(void) {
  if (!buffer)
    buffer = malloc(8);
}

void cleared_bad(void) {
  fill();
  buffer = NULL; // expect: leak: 'buffer'
}

void field_bad(void) {
  if (fill_box() == 0)
    box.text = NULL; // expect: leak: 'box.text'
}

void taken_bad(void) {
  fill();
  char *mine = buffer;
  buffer = NULL;
  if (mine)
    report(mine);
} // expect: leak: 'mine'

struct label {
  char *text, *copy;
};

static void label_fill(struct label *l) { l->text = malloc(4); }

void label_twice_bad(struct label *l) {
  label_fill(l);
  label_fill(l); // expect: leak: 'text'
}

void label_cleared_bad(struct label *l) {
  label_fill(l);
  l->text = NULL; // expect: leak: 'text'
}

void emptied_ok(void) {
  fill();
  empty();
  fill();
  refill();
  empty();
}

void once_ok(void) {
  fill();
  fill_once();
  empty();
}

// What the callee leaves in the variable may be in other places by then.
static char *first;
static void fill_and_show(void) {
  buffer = malloc(4);
  if (!first)
    first = buffer;
}

void shown_ok(void) {
  fill_and_show();
  fill_and_show();
  empty();
}

void field_ok(void) {
  if (fill_box() == 0) {
    free(box.text);
    box.text = NULL;
  }
}

void moved_ok(void) {
  fill();
  names[0] = buffer;
  buffer = NULL;
}

char *given_ok(void) {
  fill();
  char *mine = buffer;
  buffer = NULL;
  return mine;
}

// probe() is somewhere else, and may see buffer in its own ways.
static void open_anew(void) {
  probe();
  buffer = malloc(4);
}

void opened_ok(void) {
  open_anew();
  open_anew();
}

void label_kept_ok(struct label *l) {
  label_fill(l);
  l->copy = l->text;
  l->text = NULL;
}

void label_freed_ok(struct label *l) {
  label_fill(l);
  free(l->text);
  label_fill(l);
}
