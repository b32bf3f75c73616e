// RUN: %check_both %s -- -std=gnu11
// Comments that call the owner of a result by its parameter's name, and that stand in one line.
#include <stdbool.h>
#include <stdlib.h>

typedef struct book book;
/** Opens a book. @return the book, or NULL; the caller must free it with book_close() */
book *book_open(const char *path);
void book_close(book *book);
/** Returns the title; it is owned by the book and must not be freed. */
const char *book_title(const book *book);
/** Returns a page's text. It belongs to the book and must not be freed. */
const char *book_page(const book *book, int page);
/** Prints a book. @param[out] text is set to a string that the caller must free. @return true on success */
bool book_print(const book *book, char **text);

int title_bad(const char *path) {
  book *b = book_open(path);
  if (!b)
    return 0;
  const char *title = book_title(b);
  book_close(b);
  return title[0]; // expect: use-after-free: 'title
}

int page_bad(const char *path) {
  book *b = book_open(path);
  if (!b)
    return 0;
  const char *page = book_page(b, 3);
  book_close(b);
  return page[0]; // expect: use-after-free: 'page
}

int print_bad(const book *b) {
  char *text;
  if (!book_print(b, &text))
    return 0;
  return text[0]; // expect: leak: 'text'
}

int title_ok(const char *path) {
  book *b = book_open(path);
  if (!b)
    return 0;
  const char *title = book_title(b);
  const int first = title[0];
  book_close(b);
  return first;
}

int page_ok(const char *path) {
  book *b = book_open(path);
  if (!b)
    return 0;
  const int first = book_page(b, 3)[0];
  book_close(b);
  return first;
}

int print_ok(const book *b) {
  char *text;
  if (!book_print(b, &text))
    return 0;
  const int first = text[0];
  free(text);
  return first;
}

typedef struct shelf shelf;
typedef struct slot slot;
/** Returns a slot for the book. The book must not be freed before the shelf is. */
slot *shelf_slot(shelf *shelf, book *book);
/** Returns the number of the slot. The book remains owned by the caller. */
int shelf_put(shelf *shelf, book *book);

int put_ok(shelf *shelf, const char *path) {
  book *b = book_open(path);
  if (!b)
    return 0;
  const int slot = shelf_put(shelf, b);
  book_close(b);
  return slot;
}
