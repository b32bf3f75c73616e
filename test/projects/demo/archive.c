#include "archive.h"

#include "message.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int archive_load(store_t *mut_store, const char *ref_path) {
  FILE *own_file = fopen(ref_path, "r");
  if (!own_file)
    return -1;
  char line[512];
  int count = 0;
  while (fgets(line, sizeof line, own_file)) {
    line[strcspn(line, "\n")] = 0;
    if (line[0] == '#')
      continue;
    message_t *own_message = message_parse(line);
    if (!own_message) {
      fprintf(stderr, "%s: not a message: %s\n", ref_path, line);
      fclose(own_file);
      return -1;
    }
    bool added = store_add(mut_store, own_message);
    own_message = NULL;
    if (!added) {
      fclose(own_file);
      return -1;
    }
    count++;
  }
  fclose(own_file);
  return count;
}

static void append_message(const message_t *ref_message, void *mut_state) {
  text_t *mut_text = mut_state;
  text_append(mut_text, message_get_topic(ref_message));
  text_append(mut_text, "|0|");
  text_append(mut_text, message_get_body(ref_message));
  text_append(mut_text, "\n");
}

int archive_save(const store_t *ref_store, const char *ref_path) {
  int result = -1;
  FILE *own_file = NULL;
  text_t *own_text = text_create();
  if (!own_text)
    goto out;
  store_visit(ref_store, append_message, own_text);
  own_file = fopen(ref_path, "w");
  if (!own_file)
    goto out;
  if (fputs(text_get(own_text), own_file) == EOF) {
    fclose(own_file);
    goto out;
  }
  result = (int)store_get_count(ref_store);
out:
  if (own_file)
    fclose(own_file);
  text_destroy(own_text);
  return result;
}

bool archive_copy(const store_t *ref_from, store_t *mut_to, const char *ref_topic) {
  const message_t *ref_message = store_find(ref_from, ref_topic);
  if (!ref_message)
    return false;
  message_t *own_copy = message_copy(ref_message);
  if (!own_copy)
    return false;
  return store_add(mut_to, own_copy);
}
