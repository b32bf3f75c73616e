// RUN: %check_both %s
// Which member of a union that was found is alive the numbers beside it say.
#include <stdlib.h>
#include <sys/mman.h>

struct entry {
  union {
    char *name;
    unsigned *list;
  } u;
  unsigned short names, count;
};
struct entry *find(int key);

void drop_ok(int key) {
  struct entry *e = find(key);
  if (!e)
    return;
  if (e->names)
    free(e->u.name);
  if (e->count > 1)
    free(e->u.list);
  e->names = e->count = 0;
  e->u.name = NULL;
}

void drop_bad(int key) {
  struct entry *e = find(key);
  if (!e)
    return;
  if (e->names)
    free(e->u.name);
  if (e->count > 1)
    free(e->u.name); // expect: double-free: 'e->u.name'
}

// What was made here is one thing by either name.
void made_bad(void) {
  struct entry e;
  e.u.name = malloc(4);
  free(e.u.name);
  free(e.u.list); // expect: double-free
}

// Where munmap() fails the memory is there as before.
int unmap_ok(unsigned char *p) {
  if (munmap(p, 4096) == -1)
    return p[0];
  return 0;
}

int unmap_bad(unsigned char *p) {
  if (munmap(p, 4096) == 0)
    return p[0]; // expect: use-after-free: 'p[0]'
  return 0;
}
