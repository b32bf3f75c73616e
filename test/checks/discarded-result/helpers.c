// RUN: %check_both %s
// Owned by the body of the function that returns it.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *join(const char *a, const char *b) {
  char *text = malloc(strlen(a) + strlen(b) + 1);
  if (!text)
    return NULL;
  strcpy(text, a);
  return strcat(text, b);
}

static char *join_deep(const char *a, const char *b) { return join(a, b); }

static const char *longer(const char *a, const char *b) {
  return strlen(a) > strlen(b) ? a : b;
}

void statement_bad(const char *s) {
  join_deep(s, s); // expect: discarded-result
}

void statement_ok(const char *s) {
  free(join_deep(s, s));
}

void argument_bad(const char *s) {
  puts(join(s, s)); // expect: discarded-result
}

void argument_ok(const char *s) {
  puts(longer(s, s));
}

size_t inner_call_bad(const char *s) {
  char *text = join(join(s, "-"), s); // expect: discarded-result // expect: unchecked-allocation
  size_t n = text ? strlen(text) : 0;
  free(text);
  return n;
}

size_t inner_call_ok(const char *s) {
  char *first = join(s, "-");
  char *text = first ? join(first, s) : NULL;
  size_t n = text ? strlen(text) : 0;
  free(text);
  free(first);
  return n;
}

#define SHOW(text) puts(text)

void macro_bad(const char *s) {
  SHOW(strdup(s)); // expect: discarded-result
}

void macro_ok(const char *s) {
  SHOW(longer(s, s));
}

// Reference counts: the call gives a reference that is kept elsewhere.
struct object {
  int references;
};

static struct object *object_ref(struct object *o) {
  o->references++;
  return o;
}

void object_unref(struct object *o);

struct holder {
  struct object *held;
};

void counted_ok(struct holder *h, struct object *o) {
  h->held = o;
  object_ref(o);
}

// What comes back may be the very argument.
static char *shorten(char *text, unsigned long length, const char *with) {
  unsigned long more = strlen(with);
  char *made = text;
  if (more > length) {
    made = malloc(strlen(text) + more + 1);
    if (!made)
      abort();
    free(text);
  }
  memcpy(made, with, more);
  return made;
}
void shorten_ok(char *text) { shorten(text, strlen(text), ""); }
static char *lengthen(char *text) {
  char *made = malloc(strlen(text) + 2);
  if (!made)
    abort();
  strcpy(made, text);
  free(text);
  return made;
}
void lengthen_bad(char *text) { lengthen(text); } // expect: discarded-result
// A part that is lost with its struct is said of the struct.
struct named {
  char *name;
};
int named_once_bad(const char *s) {
  struct named *n = malloc(sizeof *n);
  if (!n)
    return -1;
  n->name = strdup(s);
  return 0; // expect: leak: 'n'
}

// Which bits the argument has decides whether there is a result.
enum { QUIET = 1, WANT_COPY = 4 };
static char *put(const char *text, int flags) {
  char *copy = NULL;
  if (flags & WANT_COPY)
    copy = strdup(text);
  if (!(flags & QUIET))
    puts(text);
  return copy;
}
void put_ok(const char *text, int loud) {
  put(text, QUIET);
  put(text, loud ? 0 : QUIET);
}
void put_bad(const char *text) {
  put(text, QUIET | WANT_COPY); // expect: discarded-result
}
static void end(char *text, int flags) {
  if (flags & WANT_COPY)
    free(text);
}
void end_ok(const char *text) {
  char *copy = strdup(text);
  end(copy, QUIET);
  free(copy);
}
void end_bad(const char *text) {
  char *copy = strdup(text);
  end(copy, WANT_COPY);
  free(copy); // expect: double-free: 'copy'
}
