// RUN: %check_both %s -- -std=gnu11
// A record that is passed by value is kept where it was copied, and only there.
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct atom {
  int kind;
  union {
    char *text;
    long number;
  };
};
struct row {
  struct atom *atoms;
  size_t used, room;
  struct atom last;
};
struct tagged {
  struct atom atom;
  int tag;
};

static bool row_add(struct row *row, struct atom atom) {
  if (row->used == row->room) {
    const size_t room = row->room ? row->room * 2 : 8;
    struct atom *atoms = realloc(row->atoms, room * sizeof *atoms);
    if (!atoms)
      return false;
    row->atoms = atoms;
    row->room = room;
  }
  row->atoms[row->used++] = atom;
  return true;
}

static bool row_end(struct row *row, struct atom atom) {
  if (row->used == 0)
    return false;
  row->last = atom;
  return true;
}

static struct tagged tagged_of(struct atom atom, int tag) {
  struct tagged t;
  t.atom = atom;
  t.tag = tag;
  return t;
}

int literal_bad(struct row *row, const char *word) {
  char *text = strdup(word);
  if (!text)
    return -1;
  if (!row_add(row, (struct atom){.kind = 1, .text = text}))
    return -1; // expect: error-path-leak: 'text'
  return 0;
}

int variable_bad(struct row *row, const char *word) {
  struct atom atom = {.kind = 1};
  atom.text = strdup(word);
  if (!atom.text)
    return -1;
  if (!row_end(row, atom))
    return -1; // expect: error-path-leak: 'atom.text'
  return 0;
}

int literal_ok(struct row *row, const char *word) {
  char *text = strdup(word);
  if (!text)
    return -1;
  if (!row_add(row, (struct atom){.kind = 1, .text = text})) {
    free(text);
    return -1;
  }
  return 0;
}

int variable_ok(struct row *row, const char *word) {
  struct atom atom = {.kind = 1};
  atom.text = strdup(word);
  if (!atom.text)
    return -1;
  if (!row_end(row, atom)) {
    free(atom.text);
    return -1;
  }
  return 0;
}

int returned_in_a_record_ok(const char *word) {
  struct atom atom = {.kind = 1};
  atom.text = strdup(word);
  if (!atom.text)
    return -1;
  struct tagged t = tagged_of(atom, 3);
  const int first = t.atom.text[0] + t.tag;
  free(t.atom.text);
  return first;
}
