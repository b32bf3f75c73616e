#include <stdbool.h>
typedef struct data data_t;
typedef struct map map_t;

/** @param value the value (ownership transferred to map) */
void p_transferred(map_t *map, data_t *value) {}
/** @param value is consumed by the call */
void p_consumed(map_t *map, data_t *value) {}
/** @param value the value; ownership is transferred on success */
bool p_success(map_t *map, data_t *value) { return true; }
/** @param value the value. The caller retains ownership. */
void p_retains(map_t *map, data_t *value) {}
/** @param map the map (mutable reference) */
void p_mutable(map_t *map, data_t *value) {}
/** @note Ownership: Takes ownership of the value, but does not take ownership of the map. */
void p_note(map_t *map, data_t *value) {}
/** @note Ownership: Does not take ownership of the parameters. */
void p_all(map_t *map, data_t *value) {}
/** @note Ownership: Takes ownership of the value and the map. */
void p_both(map_t *map, data_t *value) {}
/** @note Ownership: Takes ownership and destroys the value. */
void p_alone(data_t *thing) {}
/** @note Ownership: Transfers ownership of the value from the map to the caller. */
bool p_take(map_t *map, data_t *value) { return true; }
/** @param value (transfer full): the value */
void p_gtk(map_t *map, data_t *value) {}

