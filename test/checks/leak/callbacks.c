// RUN: %check_both %s
// A helper calls the function that it is given: what that does, the helper does.
#include <stdlib.h>

typedef void (*end_fn)(char *);
void unknown(char *p);

static void each(end_fn end, char *p) { end(p); }
static void end_text(char *p) { free(p); }
static void look(char *p) {
  if (p)
    p[0] = 1;
}

void looked_at_bad(void) {
  char *p = malloc(4);
  each(look, p);
} // expect: leak: 'p'

void ended_ok(void) {
  char *p = malloc(4);
  each(end_text, p);
}

void ended_twice_bad(void) {
  char *p = malloc(4);
  each(end_text, p);
  free(p); // expect: double-free: 'p'
}

void unknown_ok(void) {
  char *p = malloc(4);
  each(unknown, p);
}

void variable_ok(end_fn end) {
  char *p = malloc(4);
  each(end, p);
}

struct job {
  char *text;
};
static void finish(struct job *job, end_fn end) { end(job->text); }

void field_bad(void) {
  struct job job = {0};
  job.text = malloc(3);
  finish(&job, look);
} // expect: leak: 'job.text'

void field_ok(void) {
  struct job job = {0};
  job.text = malloc(3);
  finish(&job, end_text);
}

static void one_or_free(end_fn end, char *p) {
  if (end)
    end(p);
  else
    free(p);
}

void no_function_ok(void) {
  char *p = malloc(4);
  one_or_free(NULL, p);
}

void one_function_bad(void) {
  char *p = malloc(4);
  one_or_free(look, p);
} // expect: leak: 'p'

static void sometimes(end_fn end, char *p) {
  if (rand())
    end(p);
}

void sometimes_ok(void) {
  char *p = malloc(4);
  sometimes(end_text, p);
}

static void through(end_fn end, char *p) { each(end, p); }

void two_deep_ok(void) {
  char *p = malloc(4);
  through(end_text, p);
}

static void (*const ends[])(char *) = {look, end_text};

void table_bad(void) {
  char *p = malloc(4);
  ends[0](p);
} // expect: leak: 'p'

void table_ok(void) {
  char *p = malloc(4);
  ends[1](p);
}

#include <unistd.h>

static void ask(int fd) { (void)lseek(fd, 0, 0); }
static void end_fd(int fd) { close(fd); }
static void each_fd(void (*f)(int), int fd) { f(fd); }

void descriptor_bad(void) {
  int fd = dup(1);
  if (fd < 0)
    return;
  each_fd(ask, fd);
} // expect: leak: 'fd'

void descriptor_ok(void) {
  int fd = dup(1);
  if (fd < 0)
    return;
  each_fd(end_fd, fd);
}

// What the given function keeps is kept, and what it hands back comes back.
struct shelf {
  char *book, *spare[2];
};
static char *on_the_table;
static void with(struct shelf *s, void (*f)(struct shelf *, char *), char *p) { f(s, p); }
static void with_text(void (*f)(char *), char *p) { f(p); }
static char *map(char *p, char *(*f)(char *, int), int n) { return f(p, n); }
static void put(struct shelf *s, char *p) { s->book = p; }
static void weigh(struct shelf *s, char *p) { s->spare[0] = p ? s->book : NULL; }
static void lay_down(char *p) { on_the_table = p; }
static char *first_letter(char *p, int n) {
  if (p)
    p[0] = (char)n;
  return p;
}
void put_ok(struct shelf *s) {
  char *p = malloc(4);
  with(s, put, p);
}
void weighed_bad(struct shelf *s) {
  char *p = malloc(4);
  with(s, weigh, p);
} // expect: leak: 'p'
void laid_down_ok(void) {
  char *p = malloc(4);
  with_text(lay_down, p);
}
void mapped_ok(void) {
  char *p = malloc(4);
  p = map(p, first_letter, 'a');
  free(p);
}
void mapped_at_once_ok(void) {
  char *p = map(malloc(4), first_letter, 'a');
  free(p);
}

// Pointers that are always the same function, in bodies that call nothing by its name.
static void *(*const grab)(size_t) = malloc;
static void (*const let_go)(void *) = free;

void grabbed_bad(void) {
  char *p = grab(4);
  look(p);
} // expect: leak: 'p'

void grabbed_ok(void) {
  char *p = grab(4);
  let_go(p);
}

void let_go_bad(char *p) {
  let_go(p);
  let_go(p); // expect: double-free: 'p'
}
