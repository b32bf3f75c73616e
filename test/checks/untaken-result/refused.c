// RUN: %check_both %s -- -std=gnu11
// A take-over that may be refused: what was refused is still the context's.
#include <stdbool.h>
#include <stddef.h>

typedef struct value_s value_t;
typedef struct context_s context_t;

void value_destroy(value_t *own_value);
// Returns a reference; the context keeps ownership of the result.
value_t *context_evaluate(context_t *mut_context);
// Transfers ownership from the context to the caller.
bool context_take(context_t *mut_context, value_t *mut_value);

bool refused_ok(context_t *mut_context) {
  value_t *own_value = context_evaluate(mut_context);
  if (!own_value)
    return false;
  if (!context_take(mut_context, own_value))
    return false;
  value_destroy(own_value);
  return true;
}

value_t *either_ok(context_t *mut_context) {
  value_t *own_value = context_evaluate(mut_context);
  if (!own_value)
    return NULL;
  return context_take(mut_context, own_value) ? own_value : NULL;
}

bool not_asked_bad(context_t *mut_context) {
  value_t *own_value = context_evaluate(mut_context); // expect: untaken-result: 'own_value' is kept as owned
  if (!own_value)
    return false;
  value_destroy(own_value);
  return true;
}
