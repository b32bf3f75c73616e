// RUN: %check_both %s
// A take-over whose result
// nobody looks at.
#define _GNU_SOURCE
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>

typedef struct data data_t;
typedef struct context context_t;
int data_get_integer(const data_t *ref_data);
void data_destroy(data_t *own_data);

// BORROW: Returns a reference, the context maintains ownership.
const data_t *expression_evaluate(context_t *mut_context);
// TRANSFER: Transfers ownership from the context to the caller.
bool expression_take_ownership(context_t *mut_context, const data_t *ref_result);

void take_ignored_not_seen(context_t *mut_context) {
  const data_t *ref_result = expression_evaluate(mut_context);
  expression_take_ownership(mut_context, ref_result); // not seen: conditional-transfer
  data_t *own_result = (data_t *)ref_result;
  data_destroy(own_result);
}

void take_checked_ok(context_t *mut_context) {
  const data_t *ref_result = expression_evaluate(mut_context);
  if (!expression_take_ownership(mut_context, ref_result))
    return;
  data_t *own_result = (data_t *)ref_result;
  data_destroy(own_result);
}

// The buffer is freed by the helper only if it could be grown.
static bool grow(char **slot, size_t size) {
  char *bigger = realloc(*slot, size);
  if (!bigger)
    return false;
  *slot = bigger;
  return true;
}

bool grown_ok(size_t size) {
  char *buffer = malloc(size);
  if (!buffer)
    return false;
  if (!grow(&buffer, 2 * size)) {
    free(buffer);
    return false;
  }
  free(buffer);
  return true;
}
