// RUN: %check_both %s
// A node that was added to a tree is the tree's, and is filled by its own name.
typedef struct cJSON cJSON;
cJSON *cJSON_CreateObject(void);
cJSON *cJSON_CreateArray(void);
void cJSON_AddItemToObject(cJSON *object, const char *name, cJSON *item);
int cJSON_AddItemToArray(cJSON *array, cJSON *item);
cJSON *cJSON_AddStringToObject(cJSON *object, const char *name, const char *text);
void cJSON_Delete(cJSON *item);
typedef struct json_t json_t;
json_t *json_array(void);
json_t *json_integer(long long);
int json_object_set_new(json_t *object, const char *key, json_t *value);
int json_array_append_new(json_t *array, json_t *value);

int filled_ok(cJSON *tree) {
  cJSON *list = cJSON_CreateArray(), *entry;
  if (!list)
    return -1;
  cJSON_AddItemToObject(tree, "list", list);
  entry = cJSON_CreateObject();
  if (!entry)
    return -1;
  cJSON_AddItemToArray(list, entry);
  return cJSON_AddStringToObject(entry, "kind", "x") ? 0 : -1;
}

int ended_bad(cJSON *tree) {
  cJSON *list = cJSON_CreateArray();
  if (!list)
    return -1;
  cJSON_AddItemToObject(tree, "list", list);
  cJSON_Delete(list); // expect: double-free: 'list'
  return 0;
}

void numbers_ok(json_t *root) {
  json_t *list = json_array();
  json_object_set_new(root, "numbers", list);
  json_array_append_new(list, json_integer(1));
}

// It ends with the tree.
int used_after_tree_bad(void) {
  cJSON *tree = cJSON_CreateObject(), *list = cJSON_CreateArray();
  if (!tree || !list) {
    cJSON_Delete(tree);
    cJSON_Delete(list);
    return -1;
  }
  cJSON_AddItemToObject(tree, "list", list);
  cJSON_Delete(tree);
  cJSON_AddStringToObject(list, "kind", "x"); // expect: use-after-free: 'list'
  return 0;
}

// One value for both.
typedef struct bio_st BIO;
typedef struct ssl_st SSL;
BIO *BIO_new_socket(int fd, int close);
void SSL_set_bio(SSL *ssl, BIO *read, BIO *write);
void both_ok(SSL *ssl, int fd) {
  BIO *bio = BIO_new_socket(fd, 0);
  SSL_set_bio(ssl, bio, bio);
}

// A helper that adds passes on what the library says of it.
struct json_object;
struct json_object *json_object_new_object(void);
int json_object_object_add(struct json_object *object, const char *name, struct json_object *value);
int json_object_array_add(struct json_object *array, struct json_object *value);
int json_object_put(struct json_object *object);
static int add_named(struct json_object *tree, struct json_object *value) {
  return json_object_object_add(tree, "value", value) ? -1 : 0;
}
int filled_by_helper_ok(struct json_object *tree) {
  struct json_object *entry = json_object_new_object();
  if (!entry)
    return -1;
  if (add_named(tree, entry) < 0) {
    json_object_put(entry);
    return -1;
  }
  return json_object_array_add(entry, json_object_new_object());
}
int added_or_put_ok(struct json_object *array) {
  struct json_object *entry = json_object_new_object();
  if (!entry || json_object_array_add(array, entry) < 0) {
    json_object_put(entry);
    return -1;
  }
  return 0;
}
int added_and_put_bad(struct json_object *array) {
  struct json_object *entry = json_object_new_object();
  if (!entry)
    return -1;
  if (add_named(array, entry) == 0)
    json_object_put(entry); // expect: double-free: 'entry'
  return 0;
}
