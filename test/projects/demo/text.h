#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* A string that grows. */
typedef struct text_s {
  char *own_chars;
  size_t length;
  size_t capacity;
} text_t;

// OWNER: Caller owns the returned text. NULL if there is no memory.
text_t *text_create(void);
void text_destroy(text_t *own_text);

bool text_append(text_t *mut_text, const char *ref_chars);
bool text_append_number(text_t *mut_text, long number);

// BORROW: Valid until the next change of the text.
const char *text_get(const text_t *ref_text);

/**
 * Ends the text and hands its characters out.
 * @note Ownership: Takes ownership of own_text. Caller owns the returned characters.
 */
char *text_detach(text_t *own_text);

// OWNER: Caller owns the returned characters.
char *text_copy(const char *ref_chars);

#endif
