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
