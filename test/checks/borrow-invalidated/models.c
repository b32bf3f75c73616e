// RUN: %check_both %s --rules=borrow-invalidated -- -w
// Results that a model calls borrowed until a change.
#include <stdio.h>

typedef struct sqlite3_stmt sqlite3_stmt;
int sqlite3_step(sqlite3_stmt *);
int sqlite3_reset(sqlite3_stmt *);
const unsigned char *sqlite3_column_text(sqlite3_stmt *, int);
const char *sqlite3_column_name(sqlite3_stmt *, int);
int sqlite3_column_int(sqlite3_stmt *, int);

void step_bad(sqlite3_stmt *s) {
  const char *text = (const char *)sqlite3_column_text(s, 0);
  sqlite3_step(s);
  puts(text); // expect: borrow-invalidated: 'text' is used after 'sqlite3_step'
}

void reset_bad(sqlite3_stmt *s) {
  const char *text = (const char *)sqlite3_column_text(s, 0);
  sqlite3_reset(s);
  puts(text); // expect: borrow-invalidated: 'text' is used after 'sqlite3_reset'
}

void step_ok(sqlite3_stmt *s) {
  while (sqlite3_step(s) == 100) {
    const char *text = (const char *)sqlite3_column_text(s, 0);
    printf("%s %d\n", text, sqlite3_column_int(s, 1));
  }
}

void name_ok(sqlite3_stmt *s) {
  const char *name = sqlite3_column_name(s, 0);
  sqlite3_step(s);
  puts(name);
}
