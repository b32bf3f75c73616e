// RUN: %check_both %s --rules=contract-conflict,leak,error-path-leak,double-free,use-after-transfer,use-after-free,prefix-mismatch -- -std=gnu11
// Without a prefix anywhere names promise nothing; a comment that promises to take, or to give
// what the caller must free, is held to the body beside it.
#include <stdlib.h>
#include <string.h>
struct data {
  char *text;
  int refs;
};
/** @return an owned text, which the caller must free */
char *text_bad(const struct data *data) { return data->text; } // expect: contract-conflict: 'text_bad' returns an owned value
/** @return an owned text, which the caller must free */
char *text_ok(const struct data *data) { return strdup(data->text); }
/** Returns a borrowed reference. */
char *data_create_ok(const struct data *data);
/** Returns: (transfer none): the text */
char *lent_ok(const struct data *data) { return strdup(data->text); }

/** Returns: (transfer full): one more reference */
struct data *data_ref(struct data *data) {
  data->refs++;
  return data;
}
void data_unref(struct data *data) {
  if (data && --data->refs == 0)
    free(data);
}
struct data *data_new(void) {
  struct data *data = calloc(1, sizeof *data);
  if (data)
    data->refs = 1;
  return data;
}
static struct data *first, *second;
/** Returns: (transfer full): what was stored first, one more reference to it */
struct data *first_ok(void) {
  if (first)
    first->refs++;
  return first;
}
/** Returns: (transfer full): what was stored first, one more reference to it */
struct data *first_ref_ok(struct data *from) {
  data_ref(first);
  (void)from;
  return first;
}

/**
 * store_bad:
 * @data: (transfer full): the data
 *
 * Has a reference of its own: the caller's stays the caller's.
 */
int store_bad(struct data *data) { // expect: contract-conflict: its body takes a reference of its own
  if (!data || data->refs == 0)
    return -1;
  first = data_ref(data);
  return 0;
}
void store_caller_ok(void) {
  struct data *data = data_new();
  if (!data)
    return;
  if (store_bad(data) < 0) {
    data_unref(data);
    return;
  }
  data_unref(data);
}

/**
 * keep_ok:
 * @data: (transfer full): the data
 */
void keep_ok(struct data *data) {
  second = data;
  first = data_ref(data);
}
/**
 * hand_ok:
 * @data: (transfer full): the data
 */
void later(void (*call)(struct data *data), struct data *data);
void hand_ok(struct data *data) {
  first = data_ref(data);
  later(data_unref, data);
}
