// RUN: %check_both %s -- -std=gnu11
// A callee appends to a list and gives the head back, which is another one only where there was none.
#include <stddef.h>
#include <stdlib.h>

struct bead {
  int colour;
  struct bead *next;
};

extern int next_colour(void);

static struct bead *bead_of(int colour) {
  struct bead *b = malloc(sizeof *b);
  if (!b)
    abort();
  b->colour = colour;
  b->next = NULL;
  return b;
}

// The walk ends at NULL in its first round, or never.
static struct bead *thread(struct bead *chain, int colour) {
  struct bead *end;
  for (end = chain; end && end->next; end = end->next)
    ;
  if (end)
    end->next = bead_of(colour);
  else
    chain = bead_of(colour);
  return chain;
}

struct bead *thread_ok(void) {
  struct bead *chain = NULL;
  int colour;
  while ((colour = next_colour()) > 0)
    chain = thread(chain, colour);
  return chain;
}

static struct bead *thread_made_first(struct bead *chain, int colour) {
  struct bead *end = chain, *b = bead_of(colour);
  while (end != NULL && end->next != NULL)
    end = end->next;
  if (end == NULL)
    return b;
  end->next = b;
  return chain;
}

struct bead *thread_made_first_ok(void) {
  struct bead *chain = NULL;
  int colour;
  while ((colour = next_colour()) > 0)
    chain = thread_made_first(chain, colour);
  return chain;
}

// One goes behind the other, until there is none: the last one is NULL only where there was none.
static struct bead *thread_last(struct bead *chain, int colour) {
  struct bead *at = chain, *last = NULL;
  while (at) {
    last = at;
    at = at->next;
  }
  if (last)
    last->next = bead_of(colour);
  else
    chain = bead_of(colour);
  return chain;
}

struct bead *thread_last_ok(void) {
  struct bead *chain = NULL;
  int colour;
  while ((colour = next_colour()) > 0)
    chain = thread_last(chain, colour);
  return chain;
}

// Stops at a colour, so that what stood there is put away.
static struct bead *thread_wrong(struct bead *chain, int colour) {
  struct bead *end;
  for (end = chain; end && end->colour != colour; end = end->next)
    ;
  if (!end)
    chain = bead_of(colour);
  return chain;
}

struct bead *thread_bad(void) {
  struct bead *chain = NULL;
  int colour;
  while ((colour = next_colour()) > 0)
    chain = thread_wrong(chain, colour); // expect: leak: 'chain'
  return chain;
}
