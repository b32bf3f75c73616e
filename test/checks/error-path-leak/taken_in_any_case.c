// RUN: %check_both %s -- -std=gnu11
// Which of "takes on success" and "takes" an own_ parameter means is open where the function can fail; a comment decides it.
#include <stdbool.h>
#include <stdlib.h>

typedef struct ledger {
  char *own_title;
} ledger_t;

/// Renames. Takes ownership of own_title in any case.
bool rename_bad(ledger_t *mut_ledger, char *own_title) {
  if (!own_title || !*own_title)
    return false; // expect: error-path-leak: 'own_title' is not released on this error path of 'rename_bad'
  free(mut_ledger->own_title);
  mut_ledger->own_title = own_title;
  return true;
}

/**
 * Renames.
 * @param mut_ledger The ledger.
 * @param own_title The new title (ownership transferred, even on failure).
 */
bool rename_param_bad(ledger_t *mut_ledger, char *own_title) {
  if (!own_title || !*own_title)
    return false; // expect: error-path-leak: 'own_title' is not released on this error path of 'rename_param_bad'
  free(mut_ledger->own_title);
  mut_ledger->own_title = own_title;
  return true;
}

/// Renames. Takes ownership of own_title in any case.
bool rename_ok(ledger_t *mut_ledger, char *own_title) {
  if (!own_title || !*own_title) {
    free(own_title);
    return false;
  }
  free(mut_ledger->own_title);
  mut_ledger->own_title = own_title;
  return true;
}

/// Renames. Takes ownership of own_title.
bool rename_on_success_ok(ledger_t *mut_ledger, char *own_title) {
  if (!own_title || !*own_title)
    return false;
  free(mut_ledger->own_title);
  mut_ledger->own_title = own_title;
  return true;
}
