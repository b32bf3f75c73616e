// RUN: %check_both %s
#include <stdbool.h>
#include <stddef.h>

typedef struct data data_t;
typedef struct context context_t;
typedef struct list list_t;
struct holder {
  data_t *own_data;
};

int data_get_integer(const data_t *ref_data);
void data_destroy(data_t *own_data);
void list_push(list_t *mut_list, data_t *own_item);

// OWNER: Context maintains ownership of result
const data_t *expression_evaluate(context_t *mut_context);
// TRANSFER: Transfers ownership from context to caller
bool expression_take_ownership(context_t *mut_context, const data_t *ref_result);

// Another producer, whose results nobody can take over.
const data_t *memory_get(list_t *mut_list);

void kept_bad(context_t *mut_context) {
  data_t *own_result = (data_t *)expression_evaluate(mut_context); // expect: untaken-result: 'own_result' is kept as owned, but was not taken over
  data_destroy(own_result);
}

void kept_ok(context_t *mut_context) {
  const data_t *ref_result = expression_evaluate(mut_context);
  if (!expression_take_ownership(mut_context, ref_result))
    return;
  data_t *own_result = (data_t *)ref_result;
  data_destroy(own_result);
}

void taken_after_binding_ok(context_t *mut_context) {
  data_t *own_result = (data_t *)expression_evaluate(mut_context);
  if (!expression_take_ownership(mut_context, own_result))
    return;
  data_destroy(own_result);
}

void stored_bad(context_t *mut_context, struct holder *mut_holder) {
  mut_holder->own_data = (data_t *)expression_evaluate(mut_context); // expect: untaken-result: 'mut_holder->own_data' is kept as owned
}

void released_bad(context_t *mut_context) {
  const data_t *ref_result = expression_evaluate(mut_context);
  data_destroy((data_t *)ref_result); // expect: untaken-result: 'ref_result' is released by 'data_destroy', but was not taken over
}

void given_bad(context_t *mut_context, list_t *mut_list) {
  const data_t *ref_result = expression_evaluate(mut_context);
  list_push(mut_list, (data_t *)ref_result); // expect: untaken-result
}

int read_ok(context_t *mut_context) {
  const data_t *ref_result = expression_evaluate(mut_context);
  return data_get_integer(ref_result);
}

// One defect, one finding; without a way to take it, it is the name that is wrong.
void no_taker_bad(list_t *mut_list) {
  data_t *own_result = (data_t *)memory_get(mut_list); // expect: prefix-mismatch
  data_destroy(own_result);
}
