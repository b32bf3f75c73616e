// RUN: %check_both %s -- -std=gnu11
// An array and how many it has, a block and the flag that says whose it is: both through pointers.
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static void *grow(void *p, size_t n) {
  p = realloc(p, n);
  if (!p)
    abort();
  return p;
}
static void append(int *count, char ***items, const char *s) {
  *items = grow(*items, (*count + 1) * sizeof **items);
  (*items)[(*count)++] = strdup(s);
}
static void free_items(int count, char **items) {
  if (count == 0)
    return;
  for (int i = 0; i < count; i++)
    free(items[i]);
  free(items);
}
static void copy_items(const char *const *from, unsigned n, int *count, char ***items) {
  *count = 0;
  *items = NULL;
  for (unsigned i = 0; i < n; i++)
    append(count, items, from[i]);
}

void copied_ok(const char *const *from, unsigned n) {
  int count;
  char **items;
  copy_items(from, n, &count, &items);
  free_items(count, items);
}
char *first_ok(const char *const *from, unsigned n) {
  int count;
  char **items, *first;
  copy_items(from, n, &count, &items);
  if (count == 0)
    return NULL;
  first = strdup(items[0]);
  free_items(count, items);
  return first;
}
char *first_bad(const char *const *from, unsigned n) {
  int count;
  char **items, *first;
  copy_items(from, n, &count, &items);
  if (count <= 1)
    return NULL; // expect: error-path-leak: 'items'
  first = strdup(items[0]);
  free_items(count, items);
  return first;
}

// The callee says by a number whose the result is.
static char *line(const char *text, int *ours) {
  if (strlen(text) > 80) {
    *ours = 1;
    return strndup(text, 80);
  }
  *ours = 0;
  return (char *)text;
}
size_t told_ok(const char *text) {
  int ours;
  char *s = line(text, &ours);
  size_t n = s ? strlen(s) : 0;
  if (ours)
    free(s);
  return n;
}
size_t told_bad(const char *text) {
  int ours;
  char *s = line(text, &ours);
  size_t n = s ? strlen(s) : 0;
  if (!ours)
    return n;
  return 1; // expect: leak: 's'
}

// A buffer that may start on the stack.
struct buffer {
  char *bytes;
  size_t size;
  bool heap;
};
static bool move(struct buffer *b, size_t n) {
  void *bytes = realloc(b->heap ? b->bytes : NULL, n);
  if (!bytes)
    return false;
  if (!b->heap)
    memcpy(bytes, b->bytes, b->size);
  b->heap = true;
  b->bytes = bytes;
  b->size = n;
  return true;
}
static bool reserve(struct buffer *b, size_t n) { return n <= b->size || move(b, n); }
static void release(struct buffer *b) {
  if (b->heap)
    free(b->bytes);
}
int twice_ok(size_t n) {
  char start[32];
  struct buffer b = {start, sizeof start, false};
  if (!reserve(&b, n))
    return -1;
  if (!reserve(&b, n + 8)) {
    release(&b);
    return -1;
  }
  release(&b);
  return 0;
}
int twice_bad(size_t n) {
  char start[32];
  struct buffer b = {start, sizeof start, false};
  if (!reserve(&b, n))
    return -1;
  return 0; // expect: leak: 'b.bytes'
}

// By its kind a value holds a block, or nothing.
enum kind { FLAG, TEXT };
struct value {
  unsigned char kind;
  char *text;
};
static enum kind kind_of(struct value v) { return v.kind; }
static struct value find(const char *s) {
  struct value v = {FLAG, NULL};
  if (s[0]) {
    v.kind = TEXT;
    v.text = strdup(s);
  }
  return v;
}
int kind_ok(const char *s) {
  struct value v = find(s);
  if (kind_of(v) == FLAG)
    return 1;
  free(v.text);
  return 0;
}
int kind_bad(const char *s) {
  struct value v = find(s);
  if (kind_of(v) == TEXT)
    return 1; // expect: leak: 'v.text'
  free(v.text);
  return 0;
}

// Standard input is nobody's.
#include <fcntl.h>
#include <unistd.h>
int input_ok(const char *path, char *to) {
  int fd = path ? open(path, O_RDONLY) : STDIN_FILENO;
  if (fd < 0)
    return -1;
  int n = read(fd, to, 1);
  if (fd != STDIN_FILENO)
    close(fd);
  return n;
}
int input_bad(const char *path, char *to) {
  int fd = path ? open(path, O_RDONLY) : STDIN_FILENO;
  if (fd < 0)
    return -1;
  return read(fd, to, 1); // expect: leak: 'fd'
}

// The three standard descriptors stay.
int null_ok(void) {
  int fd = open("/dev/null", O_RDWR), r = 0;
  if (fd == -1)
    return -1;
  if (dup2(fd, STDIN_FILENO) == -1)
    r = -1;
  if (fd > STDERR_FILENO)
    close(fd);
  return r;
}
int null_bad(void) {
  int fd = open("/dev/null", O_RDWR);
  if (fd == -1)
    return -1;
  return dup2(fd, STDIN_FILENO); // expect: leak: 'fd'
}
