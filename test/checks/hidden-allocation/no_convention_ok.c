// RUN: %check_both %s -- -std=gnu11
// No function takes a context: malloc is what this file allocates with.
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

char *copy_ok(const char *s) { return strdup(s); }
void *block_ok(size_t n) { return malloc(n); }
