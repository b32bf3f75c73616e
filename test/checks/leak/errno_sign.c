// RUN: %check_both %s -- -std=gnu11
// -errno is no success, also where nobody tested errno.
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int next_name(DIR *d, char **out) {
  struct dirent *e;
  errno = 0;
  e = readdir(d);
  if (!e && errno)
    return -errno;
  if (!e)
    return 0;
  *out = strdup(e->d_name);
  return *out ? 1 : -ENOMEM;
}
int names_ok(DIR *d) {
  char *name;
  int r, n = 0;
  while ((r = next_name(d, &name)) > 0) {
    n += name[0] != '.';
    free(name);
  }
  return r < 0 ? r : n;
}
int names_bad(DIR *d) {
  char *name;
  int r, n = 0;
  while ((r = next_name(d, &name)) > 0) // expect: leak: 'name' is overwritten while it still owns a value that 'next_name' returned
    n += name[0] != '.';
  return r < 0 ? r : n;
}
