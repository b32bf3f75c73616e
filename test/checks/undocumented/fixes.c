// RUN: %check_fixes %s --rules=undocumented
#include <stdlib.h>

typedef struct data data_t;
data_t *data_create_bad(int value); // expect: undocumented // fixed@-1: /** @note Ownership: Returns an owned value that caller must destroy. */
void data_keep_bad(data_t *own_data); // expect: undocumented // fixed@-1: /** @note Ownership: Takes ownership of own_data. */

// OWNER: Caller owns the returned value
data_t *build_bad(void) {
  data_t *own_result = data_create_bad(1);
  return own_result; // expect: undocumented // fixed: return own_result; // Ownership transferred to caller
}
