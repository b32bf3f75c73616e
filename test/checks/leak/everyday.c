// RUN: %check_both %s -- -std=gnu11
// What the branches of everyday code tell of each other.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void other(void);
int tells(void);

// --- an end function that refuses for two reasons
struct stream {
  void *state;
};

int stream_init(struct stream *s) {
  void *state = malloc(8);
  if (!state)
    return -1;
  s->state = state;
  return 0;
}

int stream_end(struct stream *s) {
  if (!s)
    return -2;
  void *state = s->state;
  if (!state)
    return -2;
  free(state);
  s->state = NULL;
  return 0;
}

int ended_ok(void) {
  struct stream s;
  if (stream_init(&s))
    return -1;
  stream_end(&s);
  return 0;
}

int not_ended_bad(void) {
  struct stream s;
  if (stream_init(&s))
    return -1;
  return 0; // expect: leak
}

// --- a flag that was computed from memory outlives what is written there
struct request {
  char *name;
  int depth;
};

int flag_ok(struct request *r) {
  int own = r->name == NULL, failed = 0;
  char *text = own ? malloc(10) : r->name;
  if (!text)
    return -1;
  other();
  if (tells())
    failed = 1;
  if (own)
    free(text);
  return failed;
}

int flag_bad(struct request *r) {
  int own = r->name == NULL;
  char *text = own ? malloc(10) : r->name;
  if (!text)
    return -1;
  other();
  if (tells())
    return 1; // expect: leak
  if (own)
    free(text);
  return 0;
}

// --- the round after the last one is none
struct item {
  struct item *next;
};

void rounds_ok(struct item *list) {
  char *before = NULL;
  for (struct item *i = list; i; i = i->next) {
    char *b = NULL;
    if (i->next) {
      b = malloc(4);
      if (!b) {
        free(before);
        return;
      }
    }
    free(before);
    before = b;
  }
}

void rounds_bad(struct item *list) {
  char *before = NULL;
  for (struct item *i = list; i; i = i->next) {
    char *b = NULL;
    if (!i->next) {
      b = malloc(4);
      if (!b) {
        free(before);
        return;
      }
    }
    free(before);
    before = b;
  }
} // expect: leak

// --- given out, and kept by a variable of the file
struct entry {
  struct entry *next;
};
static struct entry *all;

static int entry_new(struct entry **out) {
  struct entry *e = calloc(1, sizeof *e);
  if (!e)
    return -1;
  e->next = all;
  all = e;
  *out = e;
  return 0;
}

static int entry_new_unkept(struct entry **out) {
  struct entry *e = calloc(1, sizeof *e);
  if (!e)
    return -1;
  *out = e;
  return 0;
}

int kept_ok(void) {
  struct entry *e = NULL;
  return entry_new(&e);
}

int unkept_bad(void) {
  struct entry *e = NULL;
  if (entry_new_unkept(&e))
    return -1;
  return 0; // expect: leak
}

// --- an unref that tells the count
struct shared {
  int refs;
};

static struct shared *shared_new(void) {
  struct shared *s = calloc(1, sizeof *s);
  if (!s)
    exit(1);
  s->refs = 1;
  return s;
}

static int shared_unref(struct shared *s) {
  s->refs--;
  if (s->refs == 0) {
    free(s);
    return 0;
  }
  return s->refs;
}

void unref_ok(void) {
  struct shared *s = shared_new();
  shared_unref(s);
}

void unref_bad(int early) {
  struct shared *s = shared_new();
  if (early)
    return; // expect: leak
  shared_unref(s);
}

// --- stdin is nobody's, also where a variable of the file holds it
static FILE *input;

int input_ok(const char *name) {
  if (!name)
    input = stdin;
  else if (!(input = fopen(name, "r")))
    return -1;
  int c = getc(input);
  if (input != stdin)
    fclose(input);
  input = NULL;
  return c;
}

int input_bad(const char *name) {
  if (!(input = fopen(name, "r")))
    return -1;
  int c = getc(input);
  input = NULL; // expect: leak
  return c;
}

// --- a cursor that walked is not NULL when it comes back
static char *option(char *s, char **out) {
  char *p;
  if (*s == 0)
    return NULL;
  *out = malloc(strlen(s) + 1);
  if (!*out)
    exit(1);
  for (p = s; *p; p++)
    if (*p == ';')
      break;
  return p;
}

int cursor_ok(char *s) {
  char *value;
  s = option(s, &value);
  if (!s)
    return 1;
  free(value);
  return *s;
}

int cursor_bad(char *s) {
  char *value;
  s = option(s, &value);
  if (!s)
    return 1;
  return *s; // expect: leak
}
