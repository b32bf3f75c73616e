// RUN: %check_both %s
// The model of SQLite.
typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
#define NULL ((void *)0)
#define SQLITE_OK 0
#define SQLITE_ROW 100
int sqlite3_open(const char *name, sqlite3 **db);
int sqlite3_close(sqlite3 *db);
int sqlite3_prepare_v2(sqlite3 *db, const char *sql, int n, sqlite3_stmt **s, const char **tail);
int sqlite3_step(sqlite3_stmt *s);
int sqlite3_finalize(sqlite3_stmt *s);
const unsigned char *sqlite3_column_text(sqlite3_stmt *s, int i);
char *sqlite3_mprintf(const char *format, ...);
void sqlite3_free(void *p);
int sqlite3_exec(sqlite3 *db, const char *sql, int (*f)(void *, int, char **, char **), void *data, char **message);
int puts(const char *s);
void free(void *p);

int opened_bad(const char *name) {
  sqlite3 *db;
  if (sqlite3_open(name, &db) != SQLITE_OK)
    return -1; // expect: error-path-leak: 'db'
  sqlite3_close(db);
  return 0;
}
int opened_ok(const char *name) {
  sqlite3 *db;
  if (sqlite3_open(name, &db) != SQLITE_OK) {
    sqlite3_close(db);
    return -1;
  }
  sqlite3_close(db);
  return 0;
}
int statement_bad(sqlite3 *db) {
  sqlite3_stmt *s;
  if (sqlite3_prepare_v2(db, "select 1", -1, &s, NULL) != SQLITE_OK)
    return -1;
  if (sqlite3_step(s) != SQLITE_ROW)
    return -1; // expect: error-path-leak: 's'
  return sqlite3_finalize(s);
}
int statement_ok(sqlite3 *db) {
  sqlite3_stmt *s = NULL;
  int result = -1;
  if (sqlite3_prepare_v2(db, "select 1", -1, &s, NULL) != SQLITE_OK)
    goto done;
  result = sqlite3_step(s) == SQLITE_ROW ? 0 : -1;
done:
  sqlite3_finalize(s);
  return result;
}
void text_bad(sqlite3 *db) {
  sqlite3_stmt *s;
  if (sqlite3_prepare_v2(db, "select 1", -1, &s, NULL) != SQLITE_OK)
    return;
  const char *text = (const char *)sqlite3_column_text(s, 0);
  sqlite3_finalize(s);
  puts(text); // expect: use-after-free: 'text'
}
void message_bad(sqlite3 *db) {
  char *message = NULL;
  if (sqlite3_exec(db, "vacuum", NULL, NULL, &message) != SQLITE_OK)
    puts(message);
} // expect: leak: 'message'
void message_ok(sqlite3 *db) {
  char *message = NULL;
  if (sqlite3_exec(db, "vacuum", NULL, NULL, &message) != SQLITE_OK) {
    puts(message);
    sqlite3_free(message);
  }
}
void query_bad(sqlite3 *db, const char *name) {
  char *sql = sqlite3_mprintf("delete from %Q", name);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  free(sql); // expect: release-mismatch: 'sql'
}
void query_ok(sqlite3 *db, const char *name) {
  char *sql = sqlite3_mprintf("delete from %Q", name);
  sqlite3_exec(db, sql, NULL, NULL, NULL);
  sqlite3_free(sql);
}
// A connection that is busy was not closed.
const char *sqlite3_errmsg(sqlite3 *db);
int busy_ok(sqlite3 *db) {
  if (sqlite3_close(db) == SQLITE_OK)
    return 0;
  puts(sqlite3_errmsg(db));
  return -1;
}
int again_ok(sqlite3 *db, sqlite3_stmt *s) {
  if (sqlite3_close(db) != SQLITE_OK) {
    sqlite3_finalize(s);
    return sqlite3_close(db);
  }
  return 0;
}
int closed_bad(sqlite3 *db) {
  if (sqlite3_close(db) != SQLITE_OK)
    return -1;
  puts(sqlite3_errmsg(db)); // expect: use-after-free: 'db'
  return 0;
}
void unasked_bad(sqlite3 *db) {
  sqlite3_close(db);
  puts(sqlite3_errmsg(db)); // expect: use-after-free: 'db'
}
