// A contract for `value` says nothing of `key`, and nothing of the result.
#include <stdlib.h>
#include <string.h>
struct box { char *value; };

static struct box *put(struct box *b, char *value, char *key) {
  if (!key)
    return NULL; // error-path-leak: the configuration says that put takes value, not that it does on success
  b->value = value;
  free(key);
  return b;
}

void key_is_gone(struct box *b) {
  char *v = strdup("v"), *k = strdup("k");
  if (!v || !k)
    exit(1);
  put(b, v, k);
  free(k); // double-free: the body of put released it
}

void value_is_taken(struct box *b) {
  char *v = strdup("v"), *k = strdup("k");
  if (!v || !k)
    exit(1);
  put(b, v, k);
  v[0] = 'w'; // use-after-transfer: the configuration says so
}
