// RUN: %check_both %s -- -std=gnu11 -D_GNU_SOURCE
// Who does not ask whether there was memory for a text counts on it; who asks and goes on all the
// same reads what is gone.
#include <stdio.h>
#include <stdlib.h>

void again_ok(int n) {
  char *text;
  if (asprintf(&text, "%d", n) < 0)
    return;
  puts(text);
  free(text);
  asprintf(&text, "%d", n + 1);
  puts(text);
  free(text);
}

void again_bad(int n) {
  char *text;
  if (asprintf(&text, "%d", n) < 0)
    return;
  puts(text);
  free(text);
  if (asprintf(&text, "%d", n + 1) < 0)
    puts("no memory");
  puts(text); // expect: use-after-free: 'text'
  free(text);
}
