// RUN: %check_both %s -- -std=gnu11
// A descriptor is closed where it is one: a destroy function that asks closes what its caller has, as free() frees.
#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct child {
  pid_t pid;
  int to, from;
};

static int child_open(struct child *c) {
  int ends[2];
  if (pipe(ends) < 0)
    return -1;
  c->to = ends[1];
  c->from = ends[0];
  return 0;
}

static int child_wait(struct child *c) {
  int status;
  if (c->to >= 0)
    close(c->to);
  c->to = -1;
  if (c->from >= 0)
    close(c->from);
  c->from = -1;
  while (waitpid(c->pid, &status, 0) < 0)
    if (errno != EINTR)
      return -errno;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

int closed_before_bad(void) {
  struct child c = {0};
  if (child_open(&c) < 0)
    return -1;
  close(c.to);
  return child_wait(&c); // expect: double-free: 'c'
}

int reset_before_ok(void) {
  struct child c = {0};
  if (child_open(&c) < 0)
    return -1;
  close(c.to);
  c.to = -1;
  return child_wait(&c);
}

int waited_twice_ok(void) {
  struct child c = {0};
  if (child_open(&c) < 0)
    return -1;
  child_wait(&c);
  return child_wait(&c);
}

struct log {
  int file, lock;
  char *name;
};

static void log_close(struct log *l) {
  if (l->lock != -1)
    close(l->lock);
  if (l->file >= 0)
    close(l->file);
  free(l->name);
}

static int log_open(struct log *l, int from) {
  l->name = NULL;
  l->lock = -1;
  l->file = dup(from);
  if (l->file < 0)
    return -1;
  return 0;
}

int log_closed_twice_bad(void) {
  struct log l;
  if (log_open(&l, 0) < 0)
    return -1;
  log_close(&l);
  return close(l.file); // expect: double-free: 'l.file'
}

int log_closed_ok(int locked) {
  struct log l;
  if (log_open(&l, 0) < 0)
    return -1;
  if (locked)
    l.lock = dup(1);
  log_close(&l);
  return 0;
}

// What decides about it beside is a flag.
struct input {
  int file, ours;
};

static void input_close(struct input *i) {
  if (i->ours && i->file >= 0)
    close(i->file);
}

int input_ok(int file) {
  struct input i = {file, 0};
  input_close(&i);
  return close(file);
}

// A cleanup attribute's function has the address of what has them.
struct link {
  int socket;
  char *name;
};

static int link_open(struct link *l, int from) {
  l->socket = -EBADF;
  const int got = dup(from);
  if (got < 0)
    return -1;
  l->socket = got;
  return 0;
}

static void link_close(struct link *l) {
  if (l->socket >= 0) {
    const int saved = errno;
    close(l->socket);
    errno = saved;
    l->socket = -EBADF;
  }
}
static inline void link_close_at(struct link **at) {
  if (*at)
    link_close(*at);
}

static void link_shut(struct link *l) {
  if (l->socket >= 0)
    close(l->socket);
}
static inline void link_shut_at(struct link **at) {
  if (*at)
    link_shut(*at);
}

static void link_forget(struct link *l) { free(l->name); }
static inline void link_forget_at(struct link **at) {
  if (*at)
    link_forget(*at);
}

int link_closed_at_its_end_ok(void) {
  struct link l = {-1, NULL};
  __attribute__((cleanup(link_close_at))) struct link *at = &l;
  if (link_open(at, 0))
    return -1;
  char *room = malloc(8);
  if (!room)
    return -ENOMEM;
  free(room);
  return 0;
}

int link_shut_at_its_end_ok(void) {
  struct link l = {-1, NULL};
  __attribute__((cleanup(link_shut_at))) struct link *at = &l;
  l.socket = dup(1);
  return at->socket < 0 ? -1 : 0;
}

int link_forgotten_at_its_end_ok(void) {
  struct link l = {-1, NULL};
  __attribute__((cleanup(link_forget_at))) struct link *at = &l;
  l.name = malloc(4);
  return at->name ? 0 : -1;
}
