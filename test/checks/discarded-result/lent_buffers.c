// RUN: %check_both %s
// A buffer that is lent comes back: the result is nobody's.
#include <stdlib.h>
#include <unistd.h>

struct text {
  char *bytes;
  size_t length, room;
};

static void resize(struct text *s, size_t length) {
  char *grown = realloc(s->bytes, length);
  if (!grown)
    abort();
  s->bytes = grown;
  s->room = length;
}

int of_a_member_ok(struct text *s) {
  resize(s, 100);
  return getcwd(s->bytes, s->room) ? 0 : -1;
}

char *text_of(const struct text *s);
int of_a_result_ok(const struct text *s) {
  return getcwd(text_of(s), 100) ? 0 : -1;
}

int made_bad(void) {
  return getcwd(NULL, 0) ? 0 : -1; // expect: discarded-result
}
