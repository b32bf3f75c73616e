// RUN: %check_both %s -- -std=gnu11
// Calls that make nothing where there is nothing, or what stands there already.
#define _GNU_SOURCE
#include <dirent.h>
#include <stdlib.h>
#include <sys/mman.h>

int listed_ok(const char *path) {
  struct dirent **list;
  int n = scandir(path, &list, NULL, alphasort);
  if (n > 0) {
    for (int i = 0; i < n; i++)
      free(list[i]);
    free(list);
  }
  return n;
}

int listed_bad(const char *path) {
  struct dirent **list;
  int n = scandir(path, &list, NULL, alphasort);
  if (n > 1) {
    for (int i = 0; i < n; i++)
      free(list[i]);
    free(list);
  }
  return n; // expect: leak: 'list'
}

struct region {
  void *at;
  size_t size;
};

int remapped_ok(struct region *r) {
  void *m = mmap(NULL, r->size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (m == MAP_FAILED)
    return -1;
  void *now = mremap(m, r->size, r->size, MREMAP_MAYMOVE | MREMAP_FIXED, r->at);
  if (now == MAP_FAILED) {
    munmap(m, r->size);
    return -1;
  }
  return 0;
}

int shrunk_ok(struct region *r) {
  r->at = mmap(NULL, r->size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (r->at == MAP_FAILED)
    return -1;
  return mremap(r->at, r->size, r->size / 2, 0) == MAP_FAILED ? -1 : 0;
}

int mapped_bad(size_t n) {
  void *m = mmap(NULL, n, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (m == MAP_FAILED)
    return -1;
  return *(char *)m; // expect: leak: 'm'
}
