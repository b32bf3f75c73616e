// RUN: %check_both %s --rules=name-convention,contract-conflict,prefix-mismatch -- -std=gnu11
#include <stdlib.h>
#include <string.h>

typedef struct data {
  int value;
  char *own_text;
  char *mut_shared;
} data_t;

char *data_get_text_bad(const data_t *ref_data) { return strdup(ref_data->own_text); } // expect: name-convention: 'data_get_text_bad'
char *data_get_text_ok(const data_t *ref_data) { return ref_data->own_text; }
char *data_copy_text_ok(const data_t *ref_data) { return strdup(ref_data->own_text); }

char *data_create_text_bad(const data_t *ref_data) { return ref_data->own_text; } // expect: name-convention: 'data_create_text_bad'
char *data_create_text_ok(const data_t *ref_data) {
  if (!ref_data->own_text)
    return NULL;
  return strdup(ref_data->own_text);
}

// A name of both says neither.
char *data_get_copy_ok(const data_t *ref_data) { return strdup(ref_data->own_text); }

char *data_take_text_bad(data_t *mut_data) { return mut_data->own_text; } // expect: name-convention: 'data_take_text_bad'
char *data_take_text_ok(data_t *mut_data) {
  char *own_text = mut_data->own_text;
  mut_data->own_text = NULL;
  return own_text;
}

typedef struct sink {
  data_t *mut_last;
  int count;
} sink_t;
void sink_destroy(sink_t *mut_sink) { mut_sink->count = 0; } // expect: name-convention: 'sink_destroy'
void data_destroy(data_t *mut_data) {
  free(mut_data->own_text);
  free(mut_data);
}
void sink_reset_ok(sink_t *mut_sink) { mut_sink->count = 0; }

// What is ended is another argument, or a part that a helper found.
struct item {
  const void *key;
};
static void *item_key(const struct item *ref_item) { return (void *)ref_item->key; }
void item_read_free(sink_t *mut_sink, char *own_text) {
  mut_sink->count = 1;
  free(own_text);
}
void item_entry_free(struct item *mut_item) {
  if (mut_item->key)
    free(item_key(mut_item));
}

// A state, no end.
void data_set_free(data_t *data) { data->value |= 1; }
void data_mark_not_free(data_t *data) { data->value = 0; }

// A set is what is destroyed, no state.
struct set {
  int count;
};
void set_free(struct set *mut_set) { mut_set->count = 0; } // expect: name-convention: 'set_free' releases nothing
void int_set_destroy(struct set *mut_set) { mut_set->count = 0; } // expect: name-convention: 'int_set_destroy' releases nothing

// A test's stand-in looks at nothing of its argument.
static int mocked;
void mock_destroy_ok(sink_t *sink) {
  if (sink)
    mocked++;
}
void stub_destroy_ok(sink_t *sink) {
  (void)sink;
  mocked++;
}
