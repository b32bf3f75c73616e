// RUN: %check_both %s --rules=contract-conflict
// Without a prefix anywhere nothing is a conflict.
#include <string.h>
struct data {
  char *text;
};
/** @return an owned text, which the caller must free */
char *text_ok(const struct data *data) { return data->text; }
/** Returns a borrowed reference. */
char *data_create_ok(const struct data *data);
