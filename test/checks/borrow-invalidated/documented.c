// RUN: %check_both %s --rules=borrow-invalidated -- -w
// Getters and changes that are only declared: their documentation says it.
#include <stdio.h>

typedef struct map map_t;

/**
 * Looks up a value.
 * @return Borrowed reference, **valid until** the next modification of the map.
 */
const char *map_find(const map_t *ref_map, const char *ref_key);
/// The text of the map; valid until the map is changed.
const char *map_text(const map_t *ref_map);
/// The name of the map; valid until the map is destroyed.
const char *map_name(const map_t *ref_map);
void map_put(map_t *mut_map, const char *ref_key, const char *ref_value);
int map_count(const map_t *ref_map);
void map_unheard(map_t *map);

void found_bad(map_t *mut_map) {
  const char *ref_value = map_find(mut_map, "a");
  map_put(mut_map, "b", "c");
  puts(ref_value); // expect: borrow-invalidated: 'ref_value' is used after 'map_put', which may have moved what it points to
}

void found_ok(map_t *mut_map) {
  const char *ref_value = map_find(mut_map, "a");
  puts(ref_value);
  map_put(mut_map, "b", "c");
  ref_value = map_find(mut_map, "a");
  puts(ref_value);
}

void text_bad(map_t *mut_map) {
  const char *ref_text = map_text(mut_map);
  for (int i = 0; i < 2; i++) {
    puts(ref_text); // expect: borrow-invalidated: 'ref_text'
    map_put(mut_map, "b", "c");
  }
}

void text_ok(map_t *mut_map) {
  for (int i = 0; i < 2; i++) {
    const char *ref_text = map_text(mut_map);
    puts(ref_text);
    map_put(mut_map, "b", "c");
  }
}

void read_only_ok(map_t *mut_map) {
  const char *ref_value = map_find(mut_map, "a");
  const char *ref_other = map_find(mut_map, "b");
  printf("%s %s %d\n", ref_value, ref_other, map_count(mut_map));
}

void other_map_ok(map_t *mut_map, map_t *mut_other) {
  const char *ref_value = map_find(mut_map, "a");
  map_put(mut_other, "b", ref_value);
  puts(ref_value);
}

// Passed in the call that changes it: read before the change.
void passed_ok(map_t *mut_map) {
  map_put(mut_map, "b", map_find(mut_map, "a"));
}

void name_ok(map_t *mut_map) {
  const char *ref_name = map_name(mut_map);
  map_put(mut_map, "b", "c");
  puts(ref_name);
}

// What it does is written nowhere.
void unheard_ok(map_t *mut_map, map_t *map) {
  const char *ref_value = map_find(map, "a");
  map_unheard(map);
  puts(ref_value);
}

// Without a prefix: what is called so, and is given it without const, changes it.
typedef struct text text_t;
/// The text; **valid until** the next modification.
const char *text_view(const text_t *t);
void text_append(text_t *t, char c);
size_t text_length(text_t *t);

void appended_bad(text_t *t) {
  const char *view = text_view(t);
  text_append(t, 'x');
  puts(view); // expect: borrow-invalidated
}

void asked_ok(text_t *t) {
  const char *view = text_view(t);
  printf("%zu %s\n", text_length(t), view);
}
