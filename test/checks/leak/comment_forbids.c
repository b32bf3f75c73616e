// RUN: %check_both %s
// Comments that forbid two things at once; names that delete something of an object.
typedef struct db db_t;
/**
 * @retval NULL if 'key' is unknown.  Otherwise returns a string owned by the
 *         library which should not be modified nor freed by the caller.
 */
const char *db_config_get(db_t *db, int key);
/** Returns a copy that must be freed by the caller. */
char *db_copy(db_t *db, int key);
unsigned long strlen(const char *);

int lent_ok(db_t *db) {
  const char *s = db_config_get(db, 0);
  return s ? (int)strlen(s) : 0;
}

int copied_bad(db_t *db) {
  char *s = db_copy(db, 0);
  return s ? (int)strlen(s) : 0; // expect: leak: 's'
}

struct store;
void store_put(struct store *store, char *own_value);
int store_delete(struct store *store, const char *key);
int store_count(struct store *store);

int deleted_ok(struct store *store, const char *key) {
  store_delete(store, key);
  return store_count(store);
}
