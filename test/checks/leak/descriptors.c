// RUN: %check_both %s -- -std=gnu11
// Descriptors are numbers: the lowest free one is given out, a closed one can be named again,
// and what exec returns says that there is no new program.
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

_Noreturn void fatal(const char *what);

void lowest_ok(void) {
  close(0);
  open("/dev/null", O_RDONLY);
  dup(0);
}

void redirect_ok(int from) {
  close(1);
  dup(from);
  close(from);
}

void all_three_ok(void) {
  for (int i = 0; i < 3; i++)
    close(i);
  open("/dev/null", O_RDWR);
}

static int open_or_exit(const char *name) {
  int fd = open(name, O_RDONLY);
  if (fd < 0)
    _exit(2);
  return fd;
}

void helper_ok(void) {
  close(STDIN_FILENO);
  open_or_exit("/dev/tty");
}

void dropped_bad(const char *name) {
  open(name, O_RDONLY); // expect: discarded-result
}

void other_bad(int fd, const char *name) {
  close(fd);
  open(name, O_RDONLY); // expect: discarded-result
}

int reopened_ok(int from, int wanted) {
  close(wanted);
  if (dup2(from, wanted) < 0)
    return -1;
  return write(wanted, "x", 1) == 1 ? 0 : -1;
}

int as_wanted_ok(const char *name, int wanted) {
  close(wanted);
  int got = open(name, O_WRONLY);
  if (got < 0 || got == wanted)
    return got < 0 ? -1 : 0;
  close(got);
  return -1;
}

int closed_bad(int fd) {
  close(fd);
  return write(fd, "x", 1) == 1; // expect: use-after-free
}

void exec_ok(char **arguments) {
  char *text = malloc(4);
  if (!text)
    return;
  if (fork() == 0) {
    free(text);
    if (execvp(arguments[0], arguments) == -1)
      fatal("exec");
  }
  free(text);
}

void exec_bad(char **arguments) {
  char *text = malloc(4);
  if (!text)
    return;
  if (fork() == 0) {
    free(text);
    execvp(arguments[0], arguments);
  }
  free(text); // expect: double-free
}

void retried_ok(int fd) {
  while (close(fd) < 0 && errno == EINTR)
    ;
}

void retried_after_ok(int fd) {
  int r;
  do {
    r = close(fd);
  } while (r < 0 && errno == EINTR);
}

void repeated_bad(int fd, int n) {
  while (n-- > 0)
    close(fd); // expect: double-free
}

// --- a set of pointers that keeps numbers
struct set {
  void *items[8];
  int n;
};

int set_put(struct set *s, void *item) {
  if (s->n == 8)
    return -1;
  s->items[s->n++] = item;
  return 0;
}

int fds_put(struct set *s, int fd) {
  return set_put(s, (void *)(long)(fd + 1));
}

int put_ok(struct set *s, const char *name) {
  int fd = open(name, O_RDONLY);
  if (fd < 0)
    return -1;
  if (fds_put(s, fd) < 0) {
    close(fd);
    return -1;
  }
  return 0;
}

int put_bad(struct set *s, const char *name) {
  int fd = open(name, O_RDONLY);
  if (fd < 0)
    return -1;
  return s->n + (fd + 1); // expect: leak: 'fd'
}

// --- a pipe between each two of a list: where there is no next one, there is no next round either
struct stage {
  struct stage *next;
  void *what;
};

_Noreturn void run_stage(void *what);
int fork_stage(void *what);
void prepare_stage(void *what);

void pipeline_ok(struct stage *stages) {
  int previous = -1, ends[2];
  for (struct stage *s = stages; s; s = s->next) {
    prepare_stage(s->what);
    ends[1] = -1;
    if (s->next && pipe(ends) < 0) {
      close(previous);
      fatal("pipe");
    }
    if (fork_stage(s->what) == 0) {
      if (previous > 0) {
        dup2(previous, 0);
        close(previous);
      }
      run_stage(s->what);
    }
    if (previous >= 0)
      close(previous);
    previous = ends[0];
    close(ends[1]);
  }
}

// --- a callee that puts the address of its caller's array in no danger
long escape_text(char **out, unsigned long room, const char *text) {
  char *buffer = *out;
  int grows = buffer == NULL;
  unsigned long n = 0;
  while (text[n])
    n++;
  if (grows) {
    char *more = realloc(buffer, n + 1);
    if (!more)
      return -1;
    buffer = *out = more;
  } else if (n >= room)
    return -1;
  buffer[0] = text[0];
  return n;
}

long in_array_ok(const char *text) {
  char array[64], *p = array;
  return escape_text(&p, sizeof array, text);
}

long in_block_bad(const char *text) {
  char *p = NULL;
  long n = escape_text(&p, 0, text);
  return n < 0 ? -1 : n + p[0]; // expect: leak: 'p'
}

// --- a condition that is the same in each round
extern struct settings {
  int passive;
} settings;
int accept_on(int port);
int serve(int fd);

void close_any(int fd) {
  if (fd < 0)
    return;
  close(fd);
}

void rounds_ok(int port) {
  int fd = -1;
  do {
    if (!settings.passive) {
      fd = accept_on(port);
      if (fd < 0)
        return;
    }
    close_any(fd);
  } while (serve(port) > 2);
}

void rounds_bad(int port) {
  int fd = -1;
  if (!settings.passive) {
    fd = accept_on(port);
    if (fd < 0)
      return;
  }
  do {
    close_any(fd); // expect: double-free: 'fd'
  } while (serve(port) > 2);
}

// --- a daemon closes all, and has the three again
void daemon_ok(void) {
  int i;
  for (i = sysconf(_SC_OPEN_MAX); i >= 0; --i)
    close(i);
  i = open("/dev/null", O_RDWR);
  if (i < 0 || dup(i) < 0 || dup(i) < 0)
    exit(1);
}

void daemon_bad(void) {
  int i;
  for (i = sysconf(_SC_OPEN_MAX); i >= 3; --i)
    close(i);
  i = open("/dev/null", O_RDWR);
  if (i < 0)
    exit(1);
} // expect: leak: 'i'

// --- a number that is unsigned here: -1 on both sides
int connect_to(const char *name);

int unsigned_ok(const char *path) {
  unsigned int fd;
  if ((fd = open(path, O_RDONLY)) == -1)
    return -1;
  close(fd);
  return 0;
}

int unsigned_long_ok(const char *path) {
  unsigned long fd = open(path, O_RDONLY);
  if (fd != (unsigned long)-1)
    close(fd);
  return 0;
}

int unsigned_bad(const char *path) {
  unsigned int fd;
  if ((fd = open(path, O_RDONLY)) == -1)
    return -1;
  if (connect_to(path) < 0)
    return -1; // expect: error-path-leak: 'fd'
  close(fd);
  return 0;
}

static ssize_t read_text(const char *path, char **out) {
  if (!*path)
    return -1;
  char *text = malloc(64);
  if (!text)
    return -1;
  *out = text;
  return 64;
}

long sized_ok(const char *path) {
  char *text;
  size_t n = read_text(path, &text);
  if (n == -1)
    return -1;
  free(text);
  return n;
}

long sized_bad(const char *path) {
  char *text;
  size_t n = read_text(path, &text);
  if (n == -1)
    return -1;
  return n; // expect: leak: 'text'
}
