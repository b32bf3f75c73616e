// RUN: %check_both %s
// What need not be released, and what must be freeable.
struct chunk;
/* Returns the part behind the last text, which does not have to be freed, or
 * NULL where there is no room. */
char *chunk_text(struct chunk *c);
/* Ends the text and returns what follows it, for texts that do not need to be
 * released. */
char *chunk_next(struct chunk *c);
/* Returns the rule of that name. If <error> is not NULL it is filled. This
 * pointer must be freeable or NULL. */
void *rule_of(const char *name, char **error);
/* Returns a copy of the text, which must be freed. */
char *chunk_copy(struct chunk *c);
int puts(const char *);

void print_ok(struct chunk *c) {
  char *t = chunk_text(c), *u = chunk_next(c);
  if (t && u)
    puts(t);
}

int known_ok(const char *name) {
  char *error = 0;
  if (!rule_of(name, &error))
    return 0;
  return 1;
}

void print_bad(struct chunk *c) {
  char *t = chunk_copy(c);
  if (t)
    puts(t);
} // expect: leak: 't'

/* If text is NULL a string will be allocated and returned. The caller is responsible for freeing
   the string in that case. */
char *number_text(int n, char *text);
void shown_ok(int n) {
  char text[12];
  number_text(n, text);
  puts(text);
}
/* A string will be allocated and returned. The caller is responsible for freeing the string. */
char *new_number_text(int n);
void shown_bad(int n) {
  puts(new_number_text(n)); // expect: discarded-result
}

// --- "dispose" of what lies in the argument itself
struct field { const char *name; const char *value; };
struct reader { int state; struct field field; };
const char *reader_line(struct reader *r);
/* Reads one field. The caller must dispose the field with field_done(). */
struct field *field_read(struct reader *r) {
  const char *line = reader_line(r);
  if (!line)
    return 0;
  r->state = 1;
  r->field.name = line;
  return &r->field;
}
void field_done(struct reader *r, struct field *f) {
  if (f == &r->field)
    r->state = 0;
}
int field_ok(struct reader *r) {
  struct field *f = field_read(r);
  if (!f)
    return -1;
  int n = f->name[0];
  field_done(r, f);
  return n;
}
void *malloc(unsigned long);
/* Reads one field. The caller must dispose the field with free(). */
struct field *field_make(struct reader *r) {
  struct field *f = malloc(sizeof *f);
  if (f)
    f->name = reader_line(r);
  return f;
}
int field_bad(struct reader *r) {
  struct field *f = field_make(r);
  if (!f)
    return -1;
  int n = f->name[0];
  field_done(r, f);
  return n; // expect: leak: 'f'
}

// --- the order of the words
/* Retrieves the base name. Returned data are owned by PATH and should be not freed by caller. */
const char *path_base(const char *path);
/* Returns the type, which is not to be freed. */
char *path_type(const char *path);
/* Returns a copy of the base name, owned by caller, which should be freed after use. */
char *path_copy(const char *path);

void base_ok(const char *path) {
  puts(path_base(path));
  puts(path_type(path));
}

void base_bad(const char *path) {
  puts(path_copy(path)); // expect: discarded-result
}

// --- what is freed is the copy, and the argument stays whose it was
struct shelf {
  char *kept[4];
  int used;
};
/**
 * Puts the item_text on the shelf, which copies the item_text and will free the copy when it is destroyed
 * @param s the shelf
 * @param item_text the text
 */
int shelf_put(struct shelf *s, const char *item_text);
/**
 * Puts the item_text on the shelf, which will free the item_text when it is destroyed
 * @param s the shelf
 * @param item_text the text
 */
void shelf_give(struct shelf *s, char *item_text);
void *malloc(__SIZE_TYPE__ n);
void free(void *p);

int shelved_ok(struct shelf *s) {
  void *c = malloc(64);
  if (!c)
    return -1;
  int result = shelf_put(s, c);
  free(c);
  return result;
}

int shelved_bad(struct shelf *s) {
  void *c = malloc(64);
  if (!c)
    return -1;
  return shelf_put(s, c); // expect: leak: 'c'
}

void given_bad(struct shelf *s) {
  void *c = malloc(64);
  if (!c)
    return;
  shelf_give(s, c);
  free(c); // expect: double-free: 'c'
}
