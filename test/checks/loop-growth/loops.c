// RUN: %check_both %s -- -std=gnu11 -isystem %S/../Inputs
// A loop that allocates on what outlives it grows with every turn.
#include <allocator.h>
#include <apr.h>
#include <stdbool.h>
#include <stdio.h>
#include <talloc.h>

struct node {
  struct node *next;
  char *name;
};
struct server {
  bool running;
  char **names;
};
const char *next_line(void);

void lines_bad(TALLOC_CTX *ctx) {
  const char *line;
  while ((line = next_line())) {
    char *copy = talloc_asprintf(ctx, "[%s]", line); // expect: loop-growth
    if (copy)
      puts(copy);
  }
}

void lines_freed_ok(TALLOC_CTX *ctx) {
  const char *line;
  while ((line = next_line())) {
    char *copy = talloc_asprintf(ctx, "[%s]", line);
    if (copy)
      puts(copy);
    talloc_free(copy);
  }
}

void lines_temporary_ok(TALLOC_CTX *ctx) {
  const char *line;
  while ((line = next_line())) {
    TALLOC_CTX *tmp = talloc_new(ctx);
    char *copy = talloc_asprintf(tmp, "[%s]", line);
    if (copy)
      puts(copy);
    talloc_free(tmp);
  }
}

void lines_reset_ok(TALLOC_CTX *ctx) {
  const char *line;
  TALLOC_CTX *tmp = talloc_new(ctx);
  while ((line = next_line())) {
    talloc_free_children(tmp);
    char *copy = talloc_asprintf(tmp, "[%s]", line);
    if (copy)
      puts(copy);
  }
  talloc_free(tmp);
}

// The loop builds what is returned.
struct node *list_ok(TALLOC_CTX *ctx) {
  struct node *head = NULL;
  const char *line;
  while ((line = next_line())) {
    struct node *node = talloc_zero(ctx, struct node);
    if (!node)
      break;
    node->name = talloc_strdup(node, line);
    node->next = head;
    head = node;
  }
  return head;
}

int array_ok(struct server *server, int count) {
  for (int i = 0; i < count; ++i) {
    server->names[i] = talloc_asprintf(server, "name %d", i);
    if (!server->names[i])
      return -1;
  }
  return 0;
}

char *joined_ok(TALLOC_CTX *ctx) {
  char *all = talloc_strdup(ctx, "");
  const char *line;
  while ((line = next_line()))
    all = talloc_asprintf_append(all, "%s\n", line);
  return all;
}

// The last one is the result.
char *last_ok(TALLOC_CTX *ctx) {
  const char *line;
  while ((line = next_line())) {
    if (line[0] == 'x')
      return talloc_strdup(ctx, line);
  }
  return NULL;
}

void arena_bad(struct server *server, allocator_t *gpa) {
  struct arena arena;
  arena_init(&arena, gpa);
  while (server->running) {
    char *temp = allocator_dupe(arena_allocator(&arena), next_line()); // expect: loop-growth
    if (temp)
      puts(temp);
  }
  arena_deinit(&arena);
}

void arena_reset_ok(struct server *server, allocator_t *gpa) {
  struct arena arena;
  arena_init(&arena, gpa);
  while (server->running) {
    arena_reset(&arena);
    char *temp = allocator_dupe(arena_allocator(&arena), next_line());
    if (temp)
      puts(temp);
  }
  arena_deinit(&arena);
}

void arena_per_turn_ok(struct server *server, allocator_t *gpa) {
  while (server->running) {
    struct arena arena;
    arena_init(&arena, gpa);
    char *temp = allocator_dupe(arena_allocator(&arena), next_line());
    if (temp)
      puts(temp);
    arena_deinit(&arena);
  }
}

void pool_bad(apr_pool_t *pool, int count) {
  for (int i = 0; i < count; ++i) {
    char *text = apr_psprintf(pool, "%d", i); // expect: loop-growth
    puts(text);
  }
}

void iterpool_ok(apr_pool_t *pool, int count) {
  apr_pool_t *iterpool = svn_pool_create(pool);
  for (int i = 0; i < count; ++i) {
    svn_pool_clear(iterpool);
    char *text = apr_psprintf(iterpool, "%d", i);
    puts(text);
  }
  svn_pool_destroy(iterpool);
}

// Two allocations of one round on one context: one finding, as one reset mends both.
void both_bad(TALLOC_CTX *ctx, const char **names, int n) {
  for (int i = 0; i < n; i++) {
    char *a = talloc_strdup(ctx, names[i]); // expect: loop-growth: 'ctx'
    char *b = talloc_strdup(ctx, names[i]);
    if (a && b)
      puts(a), puts(b);
  }
}

// A few blocks, whatever the caller passes.
int three_tries_ok(TALLOC_CTX *ctx, const char *host) {
  for (int n = 0; n < 3; n++) {
    char *name = talloc_asprintf(ctx, "%s.%d", host, n);
    if (name && name[0] == 'x')
      return n;
  }
  return -1;
}

int tries_bad(TALLOC_CTX *ctx, const char *host, int most) {
  for (int n = 0; n < most; n++) {
    char *name = talloc_asprintf(ctx, "%s.%d", host, n); // expect: loop-growth
    if (name && name[0] == 'x')
      return n;
  }
  return -1;
}

int tries_for_each_bad(TALLOC_CTX *ctx, const char *const *hosts) {
  for (; *hosts; hosts++)
    for (int n = 0; n < 3; n++) {
      char *name = talloc_asprintf(ctx, "%s.%d", *hosts, n); // expect: loop-growth
      if (name && name[0] == 'x')
        return n;
    }
  return -1;
}

int tries_again_bad(TALLOC_CTX *ctx, const char *host) {
  for (int n = 0; n < 3; n++) {
    char *name = talloc_asprintf(ctx, "%s.%d", host, n); // expect: loop-growth
    if (name && name[0] == 'y')
      n = 0;
  }
  return -1;
}

int failures_bad(TALLOC_CTX *ctx, const char *host) {
  for (int failed = 0; failed < 3;) {
    char *name = talloc_asprintf(ctx, "%s.%d", host, failed); // expect: loop-growth
    if (name && name[0] == 'y')
      failed++;
  }
  return -1;
}
