// RUN: %check_both %s --rules=contract-conflict -- -std=gnu11
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

typedef struct data data_t;
typedef struct data own_data_t;
typedef struct data ref_data_t;
typedef struct map map_t;
struct data {
  char *own_text;
};

// Header against definition: at the definition.
void declared_bad(data_t *own_data);
void declared_bad(data_t *ref_data) { (void)ref_data; } // expect: contract-conflict: 'own_data'
void declared_ok(data_t *mut_data);
void declared_ok(data_t *mut_value) { (void)mut_value; }
void nameless_ok(data_t *);
void nameless_ok(data_t *mut_data) { (void)mut_data; }

// The type against the name.
void typed_bad(own_data_t *ref_data); // expect: contract-conflict: 'ref_data'
void typed_ok(own_data_t *own_data, ref_data_t *ref_data, own_data_t *data);

// Documentation against the prefix.
/** @param ref_data the value (ownership transferred) */
void documented_bad(const data_t *ref_data); // expect: contract-conflict: 'ref_data'
/** @param own_data the value (borrowed reference) */
void borrowed_bad(data_t *own_data); // expect: contract-conflict: 'own_data'
/** @note Ownership: Takes ownership of the value parameter. */
void note_bad(map_t *mut_map, const data_t *ref_value); // expect: contract-conflict: 'ref_value'
/**
 * @param mut_map The map to modify (mutable reference)
 * @param ref_key The key to use (borrowed reference)
 * @param own_value The value to insert (ownership transferred to map)
 * @return True if the insertion succeeded, false otherwise
 * @note Ownership: Takes ownership of the value parameter.
 *       The map will be responsible for destroying own_value.
 *       Caller should set own_value = NULL after this call.
 */
bool documented_ok(map_t *mut_map, const char *ref_key, data_t *own_value);

// The documentation against itself.
/**
 * @return the text (borrowed reference)
 * @note Ownership: Returns an owned value that caller must free.
 */
char *both_bad(const data_t *ref_data); // expect: contract-conflict: owned and that it is borrowed
/**
 * @param data the value (ownership transferred)
 * @note Ownership: Does not take ownership of the data parameter.
 */
void both_param_bad(data_t *data); // expect: contract-conflict: 'data'
/**
 * @return the array, which the caller must free. The items remain borrowed references.
 * @note Ownership: Returns an owned array.
 */
char **both_ok(const data_t *ref_data);

// Documentation against the name.
/** @note Ownership: Returns an owned value that caller must destroy. */
data_t *data_get_first(const map_t *ref_map); // expect: contract-conflict: 'data_get_first'
/** @note Ownership: Returns a borrowed reference. */
data_t *data_create_first(const map_t *ref_map); // expect: contract-conflict: 'data_create_first'
/** @note Ownership: Returns a borrowed reference. */
data_t *data_find_first(const map_t *ref_map);
/** @note Ownership: Returns an owned value that caller must destroy. */
data_t *data_make_first(const map_t *ref_map);

// Documentation against the body.
/** @return an owned text, which the caller must free */
char *text_bad(const data_t *ref_data) { return ref_data->own_text; } // expect: contract-conflict: 'text_bad'
/** @return an owned text, which the caller must free */
char *text_ok(const data_t *ref_data) { return strdup(ref_data->own_text); }
/** @return a borrowed text */
char *lent_bad(const data_t *ref_data) { return strdup(ref_data->own_text); } // expect: contract-conflict: 'lent_bad'
/** @return a borrowed text */
char *lent_ok(const data_t *ref_data) { return ref_data->own_text; }
/** @param data the value, takes ownership */
int body_bad(data_t *data) { return data->own_text != NULL; } // expect: contract-conflict: 'data'
/** @param data the value, takes ownership */
int body_ok(data_t *data) {
  free(data);
  return 0;
}

// An attribute against the prefix.
void attribute_bad(data_t *ref_data) __attribute__((ownership_takes(malloc, 1))); // expect: contract-conflict: 'ref_data'
void attribute_ok(data_t *own_data) __attribute__((ownership_takes(malloc, 1)));
