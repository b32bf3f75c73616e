// RUN: %check_fixes %s --rules=prefix-missing -- -std=gnu11
// A rename touches the declaration, all uses and the documentation, where the
// role is proved; else there is none.
#include <stdlib.h>
#include <string.h>
#include <assert.h>

/**
 * Writes a word.
 * @param word what to write
 */
int prints_bad(const char *word); // expect: prefix-missing // fixed: int prints_bad(const char *ref_word);
int prints_bad(const char *word) { // fixed: int prints_bad(const char *ref_word) {
  char *own_copy = strdup(word); // fixed: strdup(ref_word)
  if (!own_copy)
    return -1;
  assert(word != NULL); // fixed: assert(ref_word != NULL)
#if 0
  puts(word); // fixed: puts(ref_word)
#endif
  free(own_copy);
  return 0;
}

void local_bad(void) {
  char *text = strdup("a"); // expect: prefix-missing // fixed: char *own_text = strdup("a");
  free(text);               // fixed: free(own_text);
}

// Two of one name in one scope, the new name in use, a macro's body: no fix.
#define SHOW() strlen(shown)
size_t hidden_bad(void) {
  const char *shown = "a"; // expect: prefix-missing // fixed: const char *shown = "a";
  return SHOW();
}
size_t taken_bad(const char *ref_key) {
  const char *key = "b"; // expect: prefix-missing // fixed: const char *key = "b";
  return strlen(key) + strlen(ref_key);
}

// What is taken out of a list and then freed was lent by the letter, and is its
// owner's now; what is only looked at stays a mutable reference; what a getter lends
// and somebody frees has no name that is surely right.
typedef struct list_s list_t;
void *list_remove_first(list_t *mut_list); // BORROW-like: the list owns nothing
void *list_get_first(list_t *mut_list);
void item_touch(char *mut_item);

void drained_bad(list_t *mut_list) {
  char *item; // expect: prefix-missing // fixed: char *own_item;
  while ((item = list_remove_first(mut_list)) != NULL)
    free(item); // fixed: free(own_item);
}
void looked_at_bad(list_t *mut_list) {
  char *item = list_get_first(mut_list); // expect: prefix-missing // fixed: char *mut_item = list_get_first(mut_list);
  item_touch(item);
}
void freed_although_lent_bad(list_t *mut_list) {
  char *item = list_get_first(mut_list); // expect: prefix-missing // fixed: char *item = list_get_first(mut_list);
  free(item);
}

// By what the body does, though nobody here calls it with a prefixed pointer.
struct unit {
  int n;
};
int reads_bad(const int *item) { return *item + 1; } // expect: prefix-missing // fixed: int reads_bad(const int *ref_item) { return *ref_item + 1; }
void writes_bad(struct unit *unit) { unit->n = 1; } // expect: prefix-missing // fixed: void writes_bad(struct unit *mut_unit) { mut_unit->n = 1; }
void frees_bad(struct unit *unit) { free(unit); } // expect: prefix-missing // fixed: void frees_bad(struct unit *own_unit) { free(own_unit); }
