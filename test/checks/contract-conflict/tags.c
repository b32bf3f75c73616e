// RUN: %check_both %s --rules=contract-conflict
// A tag that names no parameter speaks of all of them.
typedef struct data data_t;
typedef struct map map_t;

// NO-TRANSFER: the caller keeps what it passes
void put_bad(map_t *mut_map, data_t *own_value); // expect: contract-conflict: 'own_value' of 'put_bad'
// NO-TRANSFER: the caller keeps what it passes
void put_ok(map_t *mut_map, const data_t *ref_value);
// NO-TRANSFER: the key stays with the caller
void put_named_ok(map_t *mut_map, const data_t *ref_key, data_t *own_value);
// NO-TRANSFER: the result stays in the map
const data_t *put_result_ok(map_t *mut_map, data_t *own_value);

// BORROW: only looked at during the call
void look_bad(data_t *own_value); // expect: contract-conflict: 'own_value' of 'look_bad'
// BORROW: Returns a borrowed reference
const data_t *swap_ok(map_t *mut_map, data_t *own_value);
// TRANSFER: the map owns it
void give_ok(map_t *mut_map, data_t *own_value);
