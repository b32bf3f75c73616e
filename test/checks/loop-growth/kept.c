// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// What a round makes is kept, made once, or freed in the round by a name that a helper's outcomes blur: no growth.
#include <apr.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>

const char *next_line(void);
int put(const char *text);

/* A buffer that the first round makes and later ones grow. */
static int make_room(TALLOC_CTX *ctx, size_t needed, char **out, size_t *size) {
  if (*size < needed) {
    if (*out == NULL)
      *out = talloc_array(ctx, char, needed);
    else
      *out = talloc_realloc(ctx, *out, char, needed);
    if (*out == NULL)
      return 0;
    *size = needed;
  }
  return 1;
}

static int encode(TALLOC_CTX *ctx, const char *in, char **out, size_t *size) {
  if (*out == NULL)
    *size = 0;
  if (!make_room(ctx, strlen(in) + 1, out, size))
    return 1;
  strcpy(*out, in);
  return 0;
}

void encode_all_ok(TALLOC_CTX *ctx) {
  const char *line;
  char *buffer = NULL;
  size_t size = 0;
  while ((line = next_line())) {
    if (encode(ctx, line, &buffer, &size))
      break;
    put(buffer);
  }
  if (buffer)
    talloc_free(buffer);
}

/* The callee links its node in, and gives it, too. */
struct node {
  char *name;
  struct node *next;
};
struct list {
  struct node *head;
  struct node **tail;
};
struct owner {
  struct list *list;
};

static struct node *append(struct list *list, const char *name) {
  struct node *node = talloc_zero(list, struct node);
  if (!node)
    return NULL;
  node->name = talloc_strdup(node, name);
  *list->tail = node;
  list->tail = &node->next;
  return node;
}

void append_all_ok(struct owner *owner) {
  const char *line;
  while ((line = next_line()))
    append(owner->list, line);
}

static struct node *make_node(struct list *list, const char *name) {
  struct node *node = talloc_zero(list, struct node);
  if (!node)
    return NULL;
  node->name = talloc_strdup(node, name);
  return node;
}

void make_all_bad(struct owner *owner) {
  const char *line;
  while ((line = next_line()))
    make_node(owner->list, line); // expect: loop-growth
}

/* A block with a child of its own is not kept by that. */
int count_records_bad(TALLOC_CTX *ctx, FILE *file) {
  char line[100];
  int n = 0;
  while (fgets(line, sizeof line, file)) {
    struct node *node = talloc_zero(ctx, struct node); // expect: loop-growth
    if (!node)
      return -1;
    node->name = talloc_strdup(node, line);
    n++;
  }
  return n;
}

/* A part of it is kept, and may hang from it. */
struct block {
  struct node *node;
};
struct block *read_block(TALLOC_CTX *ctx, void *file);

struct node **read_all_ok(TALLOC_CTX *ctx, void *file) {
  struct block *block;
  struct node **nodes = NULL;
  unsigned count = 0;
  while ((block = read_block(ctx, file))) {
    nodes = talloc_realloc(ctx, nodes, struct node *, count + 1);
    if (!nodes)
      return NULL;
    nodes[count++] = block->node;
  }
  return nodes;
}

/* The caller's buffer, or a block that is freed in the round. */
struct value {
  char *data;
  size_t length;
};
int short_enough(const char *name);
int look_up(struct value key);

static struct value copied(TALLOC_CTX *ctx, const char *name) {
  struct value v = {talloc_strdup(ctx, name), 0};
  if (v.data)
    v.length = strlen(v.data);
  return v;
}

static int key_of(TALLOC_CTX *ctx, const char *name, struct value *key) {
  if (short_enough(name)) {
    memcpy(key->data, name, key->length);
    return 0;
  }
  *key = copied(ctx, name);
  return key->data ? 0 : 1;
}

int search_ok(TALLOC_CTX *ctx, const char **names, unsigned count) {
  for (unsigned i = 0; i < count; i++) {
    char buffer[16];
    struct value key = {buffer, sizeof buffer};
    if (key_of(ctx, names[i], &key))
      return 1;
    int found = look_up(key);
    if (key.data != buffer)
      TALLOC_FREE(key.data);
    if (found)
      return found;
  }
  return 0;
}

/* Freed in the round; where nothing was found none was made. */
int search(TALLOC_CTX *ctx, const char *what, char ***messages);
struct result {
  char **messages;
};

static int find(TALLOC_CTX *ctx, const char *what, struct result **out) {
  struct result *result = NULL;
  char **messages;
  TALLOC_CTX *tmp = talloc_new(ctx);
  if (!tmp)
    return 12;
  int status = search(tmp, what, &messages);
  if (status)
    goto done;
  result = talloc_zero(ctx, struct result);
  if (!result) {
    status = 12;
    goto done;
  }
  result->messages = talloc_steal(result, messages);
done:
  *out = result;
  talloc_free(tmp);
  return status;
}

int find_each_ok(TALLOC_CTX *ctx, const char **names, size_t count) {
  struct result *result = NULL;
  for (size_t i = 0; i < count; i++) {
    int status = find(ctx, names[i], &result);
    if (status != 0 && status != 2)
      return status;
    if (status == 0)
      put(result->messages[0]);
    talloc_free(result);
    result = NULL;
  }
  return 0;
}

/* Made through an out-parameter, then moved to what keeps it. */
static int split_name(TALLOC_CTX *ctx, const char *in, char **out) {
  const char *at = strchr(in, '@');
  if (!at)
    return 33;
  if (out != NULL) {
    *out = talloc_strdup(ctx, in);
    if (*out == NULL)
      return 12;
  }
  return 0;
}

char **split_all_ok(TALLOC_CTX *ctx, const char **in, unsigned count) {
  char **names = talloc_zero_array(ctx, char *, count + 1);
  char *name;
  if (!names)
    return NULL;
  for (unsigned i = 0; i < count; i++) {
    if (split_name(ctx, in[i], &name))
      return NULL;
    names[i] = talloc_steal(names, name);
  }
  return names;
}

/* A library may keep a text, const or not, that hangs from what it is given with it. */
struct message;
int message_add(struct message *message, const char *name, const char *text);

int add_each_ok(struct message *message, const char **texts) {
  for (int i = 0; texts[i]; i++) {
    char *text = talloc_strdup(message, texts[i]);
    if (!text || message_add(message, "text", text))
      return -1;
  }
  return 0;
}

/* Made in the first round alone. */
void join_ok(apr_pool_t *pool, size_t size) {
  char *all = NULL;
  size_t n = 0;
  const char *line;
  while ((line = next_line())) {
    if (!all)
      all = apr_palloc(pool, size);
    all[n++] = line[0];
  }
  if (all)
    put(all);
}

/* The head of a list goes along with the context: what is made may be in the list. */
struct attribute;
struct message {
  struct attribute *attributes;
};
struct attribute *attribute_add(TALLOC_CTX *ctx, struct attribute **head, const char *text);
struct attribute *attribute_make(TALLOC_CTX *ctx, const char *text);
int attribute_check(const struct attribute *a);

int attributes_ok(struct message *message, TALLOC_CTX *ctx) {
  const char *line;
  while ((line = next_line())) {
    struct attribute *a = attribute_add(ctx, &message->attributes, line);
    if (!a || !attribute_check(a))
      return -1;
  }
  return 0;
}

int attributes_bad(TALLOC_CTX *ctx) {
  const char *line;
  while ((line = next_line())) {
    struct attribute *a = attribute_make(ctx, line); // expect: loop-growth
    if (!a || !attribute_check(a))
      return -1;
  }
  return 0;
}

/* A helper fills the same variable each round: what it held is still there. One that makes a list of it keeps it. */
static int copy_line(TALLOC_CTX *ctx, const char *line, char **text) {
  *text = talloc_strdup(ctx, line);
  return *text ? 0 : -1;
}

struct entry {
  char *line;
};

int lines_bad(TALLOC_CTX *ctx) {
  struct entry entry = {0};
  const char *line;
  while ((line = next_line())) {
    if (copy_line(ctx, line, &entry.line)) // expect: loop-growth
      return -1;
    if (!put(entry.line))
      return -1;
  }
  return 0;
}

struct link {
  struct link *next;
};

static int push(TALLOC_CTX *ctx, struct link **list) {
  struct link *l = talloc_zero(ctx, struct link);
  if (!l)
    return -1;
  l->next = *list;
  *list = l;
  return 0;
}

int count_links_ok(TALLOC_CTX *ctx) {
  struct link *list = NULL;
  int n = 0;
  while (next_line())
    if (push(ctx, &list))
      return -1;
  for (; list; list = list->next)
    n++;
  return n;
}
