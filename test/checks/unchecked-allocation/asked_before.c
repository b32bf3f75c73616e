// RUN: %check_both %s --rules=unchecked-allocation -- -std=gnu11
// The same call was compared with NULL one operand before.
#include <stdlib.h>
#include <string.h>

struct error {
  int code;
  const char *message;
};
static char *remote_name(const struct error *e) {
  if (e->code != 36)
    return NULL;
  return strdup(e->message);
}
size_t asked_ok(const struct error *e) {
  if (remote_name(e) != NULL && strlen(remote_name(e)) > 3)
    return 1;
  return 0;
}
size_t other_bad(const struct error *e, const struct error *f) {
  if (remote_name(e) != NULL && strlen(remote_name(f)) > 3) // expect: unchecked-allocation: 'strlen'
    return 1;
  return 0;
}
size_t never_bad(const struct error *e) {
  return strlen(remote_name(e)); // expect: unchecked-allocation: 'strlen'
}

// What is NULL for sure was dereferenced: what would be lost behind that is not asked.
struct request {
  char *name, *copy;
};
void dereferenced_bad(struct request *r) {
  char *text = malloc(8);
  char *more = realloc(text, 16);
  more[8] = 'x'; // expect: unchecked-allocation: 'more'
  r->copy = more;
}
