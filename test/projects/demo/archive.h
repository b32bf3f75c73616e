#ifndef ARCHIVE_H
#define ARCHIVE_H

#include "store.h"

/* Both return the number of messages, or -1. */
int archive_load(store_t *mut_store, const char *ref_path);
int archive_save(const store_t *ref_store, const char *ref_path);

/* Copies one message from one store to another. */
bool archive_copy(const store_t *ref_from, store_t *mut_to, const char *ref_topic);

#endif
