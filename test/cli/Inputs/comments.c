#include <stdbool.h>
#include <stddef.h>
typedef struct data data_t;
typedef struct map map_t;

/** @return the value. The caller must call data_destroy() on it. */
data_t *r_must_call(void);
/** @return a new value, to be freed by the caller */
data_t *r_to_be_freed(void);
/** @note Ownership: Returns an owned value that caller must destroy. */
data_t *r_note(void);
/** @return the value (ownership transferred), or NULL on failure */
data_t *r_parentheses(void);
// OWNER: Caller is new owner of returned data
data_t *r_owner(void);
/// **Caller owns** the returned memory and must free it.
data_t *r_zig(void);
/** @return an array, which the caller must free. The items are borrowed references. */
data_t **r_array(void);
/** @return the value, which must not be freed */
data_t *r_must_not(void);
/** @return the value; it remains owned by the map */
data_t *r_remains(void);
/** @return the value (owned by the map) */
data_t *r_owned_by(void);
// BORROW: Returns reference, caller does not own
data_t *r_borrow(const map_t *map);
/** @note Ownership: Returns a borrowed reference. Do not free. */
data_t *r_note_borrowed(void);
/**
 * name_of:
 * Returns: (transfer full): the value
 */
data_t *r_gtk(void);
/** Returns something of which nothing is known. */
data_t *r_nothing(void);

void user(void) {
  r_must_call(); r_to_be_freed(); r_note(); r_parentheses(); r_owner(); r_zig(); r_array(); r_must_not(); r_remains();
  r_owned_by(); r_borrow(NULL); r_note_borrowed(); r_gtk(); r_nothing();
}
