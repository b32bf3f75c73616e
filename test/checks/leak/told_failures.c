// RUN: %check_both %s -- -std=gnu11
// How C programs tell that something failed: errno in a variable, a conditional
// result, -1 from the library.
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int pipes_ok(void) {
  int p[2], q[2], ret;
  if (pipe(p) == -1)
    return errno;
  if (pipe(q) == -1) {
    ret = errno;
    goto done;
  }
  close(q[0]);
  close(q[1]);
  ret = 3;
done:
  if (ret != 0) {
    close(p[0]);
    close(p[1]);
  }
  return ret;
}

int kept_bad(const char *path) {
  int ret = 0;
  char *copy = strdup(path);
  if (!copy)
    return errno;
  if (access(copy, R_OK) < 0)
    ret = errno;
  if (ret == 0)
    free(copy);
  return ret; // expect: leak: 'copy'
}

// Cleared before, it may be zero behind the call.
int cleared_bad(const char *text, long *out) {
  char *copy = strdup(text);
  int ret;
  if (!copy)
    return -1;
  errno = 0;
  *out = strtol(copy, NULL, 10);
  ret = errno;
  if (ret != 0)
    free(copy);
  return ret; // expect: leak: 'copy'
}

struct buffer {
  char *data;
};

static int buffer_init(struct buffer *b) {
  b->data = malloc(10);
  return b->data ? 0 : -1;
}

int init_ok(void) {
  struct buffer b;
  if (buffer_init(&b) != 0)
    return -1;
  free(b.data);
  return 0;
}

int init_bad(int n) {
  struct buffer b;
  if (buffer_init(&b) != 0)
    return -1;
  if (n)
    return -1; // expect: error-path-leak: 'b.data'
  free(b.data);
  return 0;
}

void minus_one_ok(char **names, int n) {
  for (int i = 0; i < n; i++) {
    char *next;
    if (asprintf(&next, "x%s", names[i]) == -1)
      continue;
    free(next);
  }
}

void minus_one_bad(const char *name) {
  char *next;
  if (asprintf(&next, "x%s", name) == -1)
    return;
  puts(next);
} // expect: leak: 'next'

void below_zero_ok(const char *name) {
  char *next;
  if (asprintf(&next, "x%s", name) < 0)
    return;
  free(next);
}

void tell(const char *format, ...) __attribute__((format(printf, 1, 2)));

void printed_ok(int fd) {
  if (close(fd))
    tell("could not close %d", fd);
}

void closed_bad(int fd) {
  close(fd);
  write(fd, "x", 1); // expect: use-after-free: 'fd'
}

// --- what a check complains about, and gives back as the value of an expression
void complain(const char *what);
#define holds(what) ((what) ? 1 : (complain(#what), 0))

char *spelled(int n, char *room) {
  if (!holds(room))
    return NULL;
  room[0] = '0' + n;
  return room;
}

int spell_ok(int n, char **out) {
  char *room = malloc(2);
  if (!room)
    return -1;
  *out = spelled(n, room);
  return 0;
}

int spell_bad(int n) {
  char *room = malloc(2);
  if (!room)
    return -1;
  spelled(n, room);
  return 0; // expect: leak: 'room'
}

// --- a length is a distance from the start
long unescape(const char *text, char **out) {
  char *plain = malloc(strlen(text) + 1), *to = plain;
  if (!plain)
    return -1;
  for (; *text; text++)
    if (*text != '\\')
      *to++ = *text;
  *to = 0;
  *out = plain;
  return to - plain;
}

int unescape_ok(const char *text) {
  char *plain;
  if (unescape(text, &plain) < 0)
    return -1;
  free(plain);
  return 0;
}

int unescape_bad(const char *text) {
  char *plain;
  if (unescape(text, &plain) < 0)
    return -1;
  return plain[0]; // expect: leak: 'plain'
}

// --- a length that might be zero is the callee's question
struct field {
  void *data;
  unsigned length;
};

struct field *field_set(struct field *f, void *data, unsigned length) {
  if (!f)
    return NULL;
  f->length = length;
  if (!length)
    return f;
  f->data = data;
  return f;
}

int encode(const char *text, char *to);

int field_ok(struct field *f, const char *text) {
  if (!f)
    return -1;
  char *data = malloc(100);
  if (!data)
    return -1;
  int length = encode(text, data);
  field_set(f, data, length);
  return 0;
}

int field_bad(struct field *f) {
  char *data = malloc(100);
  if (!data)
    return -1;
  field_set(f, NULL, 3);
  return 0; // expect: leak: 'data'
}

// --- a status that is computed is no failure
int status_of(const char *line, char **message) {
  if (line[0] < '0' || line[0] > '9')
    return -1;
  *message = strdup(line + 2);
  return 10 * (line[0] - '0') + (line[1] - '0');
}

int status_ok(const char *line) {
  char *message = NULL;
  int status = status_of(line, &message);
  if (status < 0)
    return -1;
  free(message);
  return status;
}

int status_bad(const char *line) {
  char *message = NULL;
  int status = status_of(line, &message);
  if (status < 10)
    return -1; // expect: error-path-leak: 'message'
  free(message);
  return status;
}

// --- what is one of two things, and kept
struct page {
  char *file;
};

void page_set(struct page *p, char **file, int copy) {
  p->file = copy ? strdup(*file) : *file;
}

int page_compare(const struct page *p, char **file) {
  return p->file == *file;
}

void page_ok(struct page *p, const char *name) {
  char *file = strdup(name);
  page_set(p, &file, 0);
}

void page_bad(struct page *p, const char *name) {
  char *file = strdup(name);
  page_compare(p, &file);
} // expect: leak: 'file'

// --- of nothing, a callee may free what it would have kept
int item_set(struct field *f, char *data, unsigned length) {
  if (length == 0) {
    free(data);
    return 0;
  }
  f->data = data;
  return 0;
}

void show(const char *text);

void item_ok(struct field *f, const char *text) {
  char *data = strdup(text);
  if (!data)
    return;
  item_set(f, data, strlen(text) + f->length);
  show(data);
}

void item_bad(struct field *f, const char *text) {
  char *data = strdup(text);
  if (!data)
    return;
  item_set(f, data, 0);
  show(data); // expect: use-after-free: 'data'
}

// No file is shorter than nothing: -1 says that there is no text.
#include <fcntl.h>
#include <sys/stat.h>
static char *text_of(int fd, ssize_t *size) {
  struct stat st;
  char *text;
  if (fstat(fd, &st) == -1 || !(text = malloc((size_t)st.st_size + 1))) {
    *size = -1;
    return NULL;
  }
  *size = st.st_size;
  return text;
}
int text_ok(int fd) {
  ssize_t size;
  char *text = text_of(fd, &size);
  if (size == -1)
    return -1;
  free(text);
  return 0;
}
int text_bad(int fd) {
  ssize_t size;
  char *text = text_of(fd, &size);
  if (size == 0)
    return -1; // expect: error-path-leak: 'text'
  free(text);
  return 0;
}
