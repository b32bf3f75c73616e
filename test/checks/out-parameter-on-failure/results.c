// RUN: %check_both %s --rules=out-parameter-on-failure
// Failure by false, by NULL, and by a variable that was found negative; `T **out`.
#include <stdbool.h>
#include <stddef.h>

char *make(int from);
int status(int from);

bool false_bad(int from, char **out) {
  *out = make(from);
  if (status(from))
    return false; // expect: out-parameter-on-failure: 'false_bad' fails here, but has set '*out' already
  return true;
}
bool false_ok(int from, char **out) {
  char *made = make(from);
  if (status(from))
    return false;
  *out = made;
  return true;
}
bool true_bad(int from, char **out_name) {
  if (from < 0)
    return false;
  if (from == 0)
    return true; // expect: out-parameter-on-failure: 'true_bad' succeeds here without setting '*out_name'
  *out_name = make(from);
  return true;
}

char *null_bad(int from, char **rest_out) {
  *rest_out = make(from);
  if (status(from))
    return NULL; // expect: out-parameter-on-failure: 'null_bad' fails here
  return *rest_out;
}
char *null_ok(int from, char **rest_out) {
  *rest_out = NULL;
  if (status(from))
    return NULL;
  *rest_out = make(from);
  return make(from);
}

int variable_bad(int from, char **ret) {
  int r = status(from);
  *ret = make(from);
  r = status(from + 1);
  if (r < 0)
    return r; // expect: out-parameter-on-failure: 'variable_bad' fails here
  return 0;
}
int variable_ok(int from, char **ret) {
  int r;
  if ((r = status(from)) < 0)
    return r;
  if (__builtin_expect(!!(r < 0), 0)) {
    status(1);
    return r;
  }
  *ret = make(from);
  return r;
}
// Which it is is not known.
int either_ok(int from, char **ret) {
  *ret = make(from);
  int r = status(from);
  return r;
}
// A buffer, or a number that the caller lends, is no result.
bool buffer_ok(int from, int *out) {
  out[0] = 1;
  *out = from;
  return false;
}

// What was just set is asked about in place.
int tested_in_place_bad(int from, char **ret) {
  if (from == 0)
    return 0; // expect: out-parameter-on-failure: 'tested_in_place_bad' succeeds here without setting '*ret'
  *ret = make(from);
  if (!*ret)
    return -12;
  return 0;
}
int tested_then_fails_bad(int from, char **ret) {
  *ret = make(from);
  if (*ret == NULL)
    return -12;
  if (status(from))
    return -5; // expect: out-parameter-on-failure: 'tested_then_fails_bad' fails here, but has set '*ret' already
  return 0;
}
int tested_in_place_ok(int from, char **ret) {
  *ret = make(from);
  if (!*ret)
    return -12;
  return 0;
}
// Another's value is tested: nothing is known of it.
int found_ok(char **ret) {
  if (*ret)
    return 0;
  *ret = make(1);
  if (!*ret)
    return -12;
  return 0;
}
