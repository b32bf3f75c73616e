// RUN: %check_index %s
// What an array holds goes over with its bytes.
//--- list.h
struct list {
  int count;
  int fds[8];
};
struct list *list_new(const int *fds, int count);
int count_positive(const int *fds, int count);
void list_free(struct list *list);
//--- list.c
#include "list.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
static void copy(struct list *list, const int *fds, int count) { memcpy(list->fds, fds, sizeof(int) * count); }
struct list *list_new(const int *fds, int count) {
  struct list *list = calloc(1, sizeof *list);
  if (!list)
    abort();
  list->count = count;
  copy(list, fds, count);
  return list;
}
int count_positive(const int *fds, int count) {
  int n = 0;
  for (int i = 0; i < count; i++)
    n += fds[i] > 0;
  return n;
}
void list_free(struct list *list) {
  for (int i = 0; i < list->count; i++)
    close(list->fds[i]);
  free(list);
}
//--- use.c
#include "list.h"
#include <fcntl.h>
#include <stdlib.h>
void copied_ok(void) {
  int fds[2];
  fds[0] = open("/dev/null", O_RDONLY);
  if (fds[0] < 0)
    abort();
  fds[1] = open("/dev/null", O_RDONLY);
  if (fds[1] < 0)
    abort();
  list_free(list_new(fds, 2));
}
int read_bad(void) {
  int fds[1];
  fds[0] = open("/dev/null", O_RDONLY);
  if (fds[0] < 0)
    abort();
  return count_positive(fds, 1); // expect: leak: 'fds
}
