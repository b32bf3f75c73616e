// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// A file whose temporaries all hang from nothing: that is its convention.
#include <talloc.h>

#define DO(name)                                                                                                       \
  int name##_ok(const char *s) {                                                                                       \
    TALLOC_CTX *tmp = talloc_new(NULL);                                                                                \
    char *t = talloc_strdup(tmp, s);                                                                                   \
    int n = t ? t[0] : 0;                                                                                              \
    talloc_free(tmp);                                                                                                  \
    return n;                                                                                                          \
  }

DO(one)
DO(two)
DO(three)
DO(four)
DO(five)
DO(six)
DO(seven)
