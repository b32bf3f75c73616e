// RUN: %check_fixes %s --rules=fixed-buffer -- -std=gnu11
// Conversions of scanf() get the width that the array has room for. What else the rule says, only its author can mend.
#include <stdio.h>
#include <string.h>

void use(const char *text);

void word_bad(void) {
  char word[16];
  if (scanf("%s", word) == 1) // expect: fixed-buffer // fixed: scanf("%15s", word)
    use(word);
}

void parts_bad(const char *line) {
  char key[8], value[64];
  int n;
  if (sscanf(line, "%d \"" // fixed: "%d \""
                   "%[a-z]=%s", &n, key, value) == 3) // fixed: "%7[a-z]=%63s", &n
    use(key); // expect@-2: fixed-buffer // expect@-2: fixed-buffer
}

// A width is there, the words are not kept, or the memory is scanf's: silent.
void bounded_ok(FILE *file) {
  char word[16];
  char *text = NULL;
  if (fscanf(file, "%15s %*s %ms", word, &text) == 2) // fixed: "%15s %*s %ms"
    use(word);
}

// A part of the array, a format that a macro writes, a copy: no fix.
#define WORD "%s"
void no_fix_bad(const char *name, unsigned n) {
  char word[16];
  strcpy(word, name);                         // expect: fixed-buffer // fixed: strcpy(word, name);
  if (scanf(WORD, word) == 1)                 // expect: fixed-buffer // fixed: scanf(WORD, word)
    use(word);
  if (n < sizeof word && scanf("%s", word + n) == 1) // expect: fixed-buffer // fixed: scanf("%s", word + n)
    use(word);
}
