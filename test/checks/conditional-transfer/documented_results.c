// RUN: %check_both %s
// "0 on success, -1 on error" leaves nothing to ask of other results: each test that people write is right.
#include <stdlib.h>
typedef struct map map_t;

/** Adds.
 * @param value the value (ownership transferred on success)
 * @return 0 on success, -1 on error
 */
int map_put(map_t *m, char *value);

/** Adds.
 * @param value the value (ownership transferred on success)
 * @retval 0 success
 * @retval -1 failure
 */
int map_set(map_t *m, char *value);

/** Adds.
 * @param value the value (ownership transferred on success)
 * @return 0 on success, a negative error code on failure
 */
int map_add(map_t *m, char *value);

/** Adds.
 * @param value the value (ownership transferred on success)
 * @return true if inserted, false otherwise
 */
int map_insert(map_t *m, char *value);

void nonzero_ok(map_t *m) {
  char *x = malloc(1);
  if (map_put(m, x))
    free(x);
}
void not_zero_ok(map_t *m) {
  char *x = malloc(1);
  if (map_put(m, x) != 0)
    free(x);
}
void minus_one_ok(map_t *m) {
  char *x = malloc(1);
  if (map_put(m, x) == -1)
    free(x);
}
void negative_ok(map_t *m) {
  char *x = malloc(1);
  if (map_put(m, x) < 0)
    free(x);
}
void set_negative_ok(map_t *m) {
  char *x = malloc(1);
  if (map_set(m, x) < 0)
    free(x);
}
void set_nonzero_ok(map_t *m) {
  char *x = malloc(1);
  if (map_set(m, x))
    free(x);
}
void add_ok(map_t *m) {
  char *x = malloc(1);
  int r = map_add(m, x);
  if (r != 0)
    free(x);
}
void insert_ok(map_t *m) {
  char *x = malloc(1);
  if (!map_insert(m, x))
    free(x);
}
void lost_bad(map_t *m) {
  char *x = malloc(1);
  map_put(m, x); // expect: conditional-transfer
}
void add_minus_one_bad(map_t *m) {
  char *x = malloc(1);
  if (map_add(m, x) == -1)
    free(x);
} // expect: conditional-transfer
void wrong_side_bad(map_t *m) {
  char *x = malloc(1);
  if (map_put(m, x) == 0)
    free(x); // expect: double-free
} // expect: conditional-transfer
void insert_bad(map_t *m) {
  char *x = malloc(1);
  map_insert(m, x); // expect: conditional-transfer
}
