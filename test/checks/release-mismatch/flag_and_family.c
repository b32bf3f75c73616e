// RUN: %check_both %s -- -std=gnu11
// One call opens a resource of one family or of another; a flag beside it says which.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>

struct input {
  FILE *from;
  bool is_pipe;
};

static bool input_open(struct input *in, const char *name, bool run) {
  in->is_pipe = run;
  in->from = run ? popen(name, "r") : fopen(name, "r");
  return in->from != NULL;
}

static void input_close(struct input *in) {
  if (in->is_pipe)
    pclose(in->from);
  else
    fclose(in->from);
}

int read_ok(const char *name, bool run) {
  struct input in;
  if (!input_open(&in, name, run))
    return -1;
  int c = getc(in.from);
  input_close(&in);
  return c;
}

struct room {
  char *start;
  size_t size;
  int mapped;
};

static int room_get(struct room *r, size_t size) {
  r->size = size;
  r->mapped = 0;
  r->start = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (r->start != MAP_FAILED) {
    r->mapped = 1;
    return 0;
  }
  r->start = malloc(size);
  return r->start ? 0 : -1;
}

static void room_drop(struct room *r) {
  if (!r->mapped)
    free(r->start);
  else
    munmap(r->start, r->size);
}

int fill_ok(size_t size) {
  struct room r;
  if (room_get(&r, size) != 0)
    return -1;
  r.start[0] = 1;
  room_drop(&r);
  return 0;
}

// The flag says the other one.
int fill_bad(size_t size) {
  struct room r = {.size = size, .mapped = 1};
  r.start = malloc(size);
  if (!r.start)
    return -1;
  r.start[0] = 1;
  room_drop(&r); // expect: release-mismatch: family malloc
  return 0;
}

// MAP_FAILED that is asked twice is the same both times.
int words_ok(size_t size) {
  int mapped = 0;
  char *words = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (words != (char *)-1)
    mapped = 1;
  if (words == (char *)-1)
    words = malloc(size);
  if (!words)
    return -1;
  words[0] = 'a';
  if (mapped)
    munmap(words, size);
  else
    free(words);
  return 0;
}

int words_bad(size_t size) {
  char *words = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (words == (char *)-1)
    return -1;
  if (words != (char *)-1)
    free(words); // expect: release-mismatch: 'words'
  return 0;
}
