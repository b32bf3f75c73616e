// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// One function takes a context, the others never did: no convention is in force.
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

char *bridge_ok(TALLOC_CTX *ctx, const char *s) { return talloc_strdup(ctx, s); }
char *first_ok(const char *s) { return strdup(s); }
char *second_ok(const char *s) { return strdup(s); }
char *third_ok(const char *s) { return strdup(s); }
