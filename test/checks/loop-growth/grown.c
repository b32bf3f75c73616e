// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// A block that a loop reallocates is the loop's result; so is what others were given a part of. Names of functions with a context
// say that their result is fresh, and the context whose it is. One parameter called ref_ makes no convention.
#include <stdio.h>
#include <talloc.h>

struct name;
struct message {
  char *text;
};
struct name *name_new(TALLOC_CTX *ctx, const char *text);
int name_update(struct name *name, const struct name *ref_name);
void name_delete(struct name *name, int part);
int name_use(struct name *name);

char *read_all_ok(TALLOC_CTX *ctx, FILE *file) {
  char *data = NULL;
  size_t size = 0, n;
  char buffer[64];
  while ((n = fread(buffer, 1, sizeof buffer, file)) > 0) {
    data = talloc_realloc(ctx, data, char, size + n);
    if (!data)
      return NULL;
    data[size] = buffer[0];
    size += n;
  }
  return data;
}

const char **list_add_ok(const char **list, unsigned length, const char *s) {
  const char **result = talloc_realloc(NULL, list, const char *, length + 2);
  if (!result)
    return NULL;
  result[length] = talloc_strdup(result, s);
  if (!result[length])
    return NULL;
  result[length + 1] = NULL;
  return result;
}

int named_ok(TALLOC_CTX *ctx, const char *text) {
  struct name *name = name_new(ctx, text);
  if (!name)
    return -1;
  name_delete(name, 3);
  return name_use(name);
}
