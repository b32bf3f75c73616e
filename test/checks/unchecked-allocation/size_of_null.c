// RUN: %check_both %s -- -std=gnu11 -I %src_root/runtime/include
// The size of NULL is 0: a block that has one is there.
#include <deed/context.h>
#include <deed/talloc.h>

int length_good(void *ctx) {
  int *numbers = talloc_zero_array(ctx, int, 100);
  return talloc_array_length(numbers) == 100 && !numbers[99];
}

int size_good(void *ctx) {
  char *text = deed_context_strdup(ctx, "abc");
  return deed_context_size(text) > 3 && text[3] == 0;
}

int no_size_bad(void *ctx) {
  char *text = talloc_strdup(ctx, "abc");
  return talloc_get_size(text) == 0 && text[0] == 0; // expect: unchecked-allocation
}
