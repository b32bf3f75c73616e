// RUN: %check_both %s --also=missing-poison -- -std=gnu11 -isystem %S/../Inputs
// The patterns of seed 001 (Zig's memory management), in their order, as C that takes its allocators as parameters, each
// with what it warns of. docs/seeds.md has the table.
#include <allocator.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct document {
  char *title;
};
char *tokenize(allocator_t *arena, const char *source);
char *analyze(allocator_t *arena, const char *tokens);
struct document *document_from_analyzed(allocator_t *gpa, const char *analyzed);
int socket_connect(int address);
bool handle_request(allocator_t *arena);
char *read_file_alloc(allocator_t *gpa, const char *path, size_t max_size);
char *parse_text(allocator_t *scratch, const char *input);

// Pattern 1: the allocator is passed in, and kept for the end.
struct buffer {
  allocator_t *allocator;
  char *data;
  size_t size;
};

int buffer_init(struct buffer *buffer, allocator_t *gpa, size_t size) {
  buffer->allocator = gpa;
  buffer->data = allocator_alloc(gpa, size);
  if (!buffer->data)
    return -1;
  buffer->size = size;
  return 0;
}

void buffer_deinit(struct buffer *buffer) {
  allocator_free(buffer->allocator, buffer->data);
  memset(buffer, 0xaa, sizeof *buffer);
}

int buffer_used_ok(allocator_t *gpa) {
  struct buffer buffer;
  if (buffer_init(&buffer, gpa, 10) != 0)
    return -1;
  buffer.data[0] = 1;
  int c = buffer.data[0];
  buffer_deinit(&buffer);
  return c;
}

int buffer_not_deinited_bad(allocator_t *gpa) {
  struct buffer buffer;
  if (buffer_init(&buffer, gpa, 10) != 0)
    return -1;
  buffer.data[0] = 1;
  return buffer.data[0]; // expect: leak: 'buffer
}

// Pattern 2: an arena for what lives together; the result survives it.
struct document *process_document_ok(allocator_t *gpa, const char *source) {
  struct arena arena;
  arena_init(&arena, gpa);
  char *tokens = tokenize(arena_allocator(&arena), source);
  char *analyzed = analyze(arena_allocator(&arena), tokens);
  struct document *document = document_from_analyzed(gpa, analyzed);
  arena_deinit(&arena);
  return document;
}

struct document *process_document_on_arena_bad(allocator_t *gpa, const char *source) {
  struct arena arena;
  arena_init(&arena, gpa);
  char *tokens = tokenize(arena_allocator(&arena), source);
  struct document *document = document_from_analyzed(arena_allocator(&arena), tokens);
  arena_deinit(&arena);
  return document; // expect: temporary-escape: 'document'
}

struct document *process_document_unfreed_bad(allocator_t *gpa, const char *source) {
  struct arena arena;
  arena_init(&arena, gpa);
  char *tokens = tokenize(arena_allocator(&arena), source);
  if (!tokens)
    return NULL; // expect: temporary-not-freed: 'arena'
  struct document *document = document_from_analyzed(gpa, tokens);
  arena_deinit(&arena);
  return document;
}

// Pattern 3: main() owns the allocator, and looks at what it says at the end.
void debug_status_dropped_bad(void) {
  struct gpa gpa;
  gpa_init(&gpa);
  handle_request(gpa_allocator(&gpa));
  gpa_deinit(&gpa); // expect: discarded-result: 'gpa_deinit'
}

// Pattern 4, to the letter: what is returned lies in the function's own frame.
char *format_message_letter_bad(const char *name) {
  char buffer[256];
  struct fixed_buffer fba;
  fixed_buffer_init(&fba, buffer, sizeof buffer);
  allocator_t *allocator = fixed_buffer_allocator(&fba);
  return allocator_print(allocator, "Hello, %s!", name); // expect: temporary-escape
}

size_t format_message_ok(const char *name) {
  char buffer[256];
  struct fixed_buffer fba;
  fixed_buffer_init(&fba, buffer, sizeof buffer);
  char *message = allocator_print(fixed_buffer_allocator(&fba), "Hello, %s!", name);
  return message ? strlen(message) : 0;
}

// Pattern 5: init with errdefer, deinit.
struct connection {
  allocator_t *gpa;
  int socket;
  char *buffer;
};

int connection_init_ok(struct connection *connection, allocator_t *gpa, int address) {
  char *buffer = allocator_alloc(gpa, 4096);
  if (!buffer)
    return -1;
  int socket = socket_connect(address);
  if (socket < 0) {
    allocator_free(gpa, buffer);
    return -1;
  }
  connection->gpa = gpa;
  connection->socket = socket;
  connection->buffer = buffer;
  return 0;
}

int connection_init_bad(struct connection *connection, allocator_t *gpa, int address) {
  char *buffer = allocator_alloc(gpa, 4096);
  if (!buffer)
    return -1;
  int socket = socket_connect(address);
  if (socket < 0)
    return -1; // expect: error-path-leak: 'buffer'
  connection->gpa = gpa;
  connection->socket = socket;
  connection->buffer = buffer;
  return 0;
}

void connection_deinit(struct connection *connection) {
  close(connection->socket);
  allocator_free(connection->gpa, connection->buffer);
  memset(connection, 0xaa, sizeof *connection);
}

int connection_used_ok(allocator_t *gpa, int address) {
  struct connection conn;
  if (connection_init_ok(&conn, gpa, address) != 0)
    return -1;
  int c = conn.buffer[0];
  connection_deinit(&conn);
  return c;
}

int connection_not_deinited_bad(allocator_t *gpa, int address) {
  struct connection conn;
  if (connection_init_ok(&conn, gpa, address) != 0)
    return -1;
  return conn.socket; // expect: leak: 'conn
}

int connection_after_deinit_bad(allocator_t *gpa, int address) {
  struct connection conn;
  if (connection_init_ok(&conn, gpa, address) != 0)
    return -1;
  allocator_free(conn.gpa, conn.buffer);
  return conn.buffer[0]; // expect: use-after-free: 'conn.buffer
}

// Pattern 6: on the heap. `self.* = undefined` first, and the allocator saved before it.
struct node {
  allocator_t *gpa;
  int value;
  struct node *next;
};

struct node *node_create(allocator_t *gpa, int value) {
  struct node *node = allocator_create(gpa, sizeof *node);
  if (!node)
    return NULL;
  *node = (struct node){.gpa = gpa, .value = value, .next = NULL};
  return node;
}

void node_destroy(struct node *node) {
  allocator_t *gpa = node->gpa;
  memset(node, 0xaa, sizeof *node);
  allocator_destroy(gpa, node);
}

int node_ok(allocator_t *gpa) {
  struct node *node = node_create(gpa, 3);
  if (!node)
    return -1;
  int value = node->value;
  node_destroy(node);
  return value;
}

int node_not_destroyed_bad(allocator_t *gpa) {
  struct node *node = node_create(gpa, 3);
  if (!node)
    return -1;
  return node->value; // expect: leak: 'node'
}

int node_twice_bad(allocator_t *gpa) {
  struct node *node = node_create(gpa, 3);
  if (!node)
    return -1;
  node_destroy(node);
  node_destroy(node); // expect: double-free: 'node'
  return 0;
}

int node_after_bad(allocator_t *gpa) {
  struct node *node = node_create(gpa, 3);
  if (!node)
    return -1;
  node_destroy(node);
  return node->value; // expect: use-after-free: 'node
}

// Pattern 7: documented owners.
/// Duplicates the input string.
/// **Caller owns** the returned slice and must free it.
char *duplicate(allocator_t *allocator, const char *input);

struct text {
  allocator_t *gpa;
  char *data;
};
/// Returns a view into the internal buffer.
/// **Valid until** next modification or deinit.
const char *text_view(const struct text *self);
/// Takes ownership of the input slice.
/// **Callee owns** the provided memory after this call.
void text_take_ownership(struct text *self, char *data);

size_t duplicate_bad(allocator_t *gpa, const char *input) {
  char *copy = duplicate(gpa, input);
  return copy ? strlen(copy) : 0; // expect: leak: 'copy'
}

size_t duplicate_ok(allocator_t *gpa, const char *input) {
  char *copy = duplicate(gpa, input);
  size_t n = copy ? strlen(copy) : 0;
  allocator_free(gpa, copy);
  return n;
}

void view_freed_bad(allocator_t *gpa, struct text *text) {
  const char *ref_view = text_view(text);
  allocator_free(gpa, (char *)ref_view); // expect: borrow-released: 'ref_view'
}

size_t view_ok(struct text *text) {
  const char *view = text_view(text);
  return view ? strlen(view) : 0;
}

void taken_freed_bad(allocator_t *gpa, struct text *text) {
  char *data = allocator_dupe(gpa, "data");
  if (!data)
    return;
  text_take_ownership(text, data);
  allocator_free(gpa, data); // expect: double-free: 'data'
}

void taken_ok(allocator_t *gpa, struct text *text) {
  char *data = allocator_dupe(gpa, "data");
  if (data)
    text_take_ownership(text, data);
}

// Its body: what was there is freed, what came is kept.
void take_body_ok(struct text *self, char *own_data) {
  if (self->data)
    allocator_free(self->gpa, self->data);
  self->data = own_data;
}

void take_body_bad(struct text *self, char *own_data) { // expect: prefix-mismatch: 'own_data'
  self->data = allocator_dupe(self->gpa, own_data);
}

// Anti-pattern: where does the memory come from?
char *load_bad(void) {
  return read_file_alloc(page_allocator, "config.json", 1000); // expect: hidden-allocation: 'page_allocator'
}

char *load_ok(allocator_t *gpa) { return read_file_alloc(gpa, "config.json", 1000); }

// Anti-pattern: errdefer forgotten.
struct pair {
  char *a, *b;
};
int pair_init_bad(struct pair *self, allocator_t *gpa) {
  char *a = allocator_alloc(gpa, 100);
  char *b = allocator_alloc(gpa, 100);
  if (!a || !b)
    return -1; // expect: error-path-leak: 'a' // expect: error-path-leak: 'b'
  *self = (struct pair){.a = a, .b = b};
  return 0;
}

int pair_init_ok(struct pair *self, allocator_t *gpa) {
  char *a = allocator_alloc(gpa, 100);
  if (!a)
    return -1;
  char *b = allocator_alloc(gpa, 100);
  if (!b) {
    allocator_free(gpa, a);
    return -1;
  }
  *self = (struct pair){.a = a, .b = b};
  return 0;
}

// Layered allocators: an arena for each request.
void run_server_ok(allocator_t *gpa) {
  bool running = true;
  while (running) {
    struct arena arena;
    arena_init(&arena, gpa);
    running = handle_request(arena_allocator(&arena));
    arena_deinit(&arena);
  }
}

void run_server_bad(allocator_t *gpa) {
  bool running = true;
  while (running) {
    struct arena arena;
    arena_init(&arena, gpa);
    running = handle_request(arena_allocator(&arena));
    if (!running)
      break; // expect: temporary-not-freed: 'arena'
    arena_deinit(&arena);
  }
}

// A scratch buffer for temporary work.
char *process_data_ok(allocator_t *gpa, const char *input) {
  char scratch[4096];
  struct fixed_buffer fba;
  fixed_buffer_init(&fba, scratch, sizeof scratch);
  char *temp = parse_text(fixed_buffer_allocator(&fba), input);
  return temp ? allocator_dupe(gpa, temp) : NULL;
}

char *process_data_bad(allocator_t *gpa, const char *input) {
  (void)gpa;
  char scratch[4096];
  struct fixed_buffer fba;
  fixed_buffer_init(&fba, scratch, sizeof scratch);
  char *temp = parse_text(fixed_buffer_allocator(&fba), input);
  return temp; // expect: temporary-escape: 'temp'
}

int main(void) {
  struct gpa gpa;
  gpa_init(&gpa);
  run_server_ok(gpa_allocator(&gpa));
  if (gpa_deinit(&gpa))
    abort();
  return 0;
}
