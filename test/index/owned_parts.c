// RUN: %check_index %s
// Types with own_ prefixes in two files: who sees what is in one may make it by hand; what hangs in another ends as its
// file made it.

//--- graph.h
#include <stddef.h>
typedef struct vertex_s vertex_t;
typedef struct graph_s graph_t;
typedef struct box_s {
  char *own_text;
} box_t;
graph_t *graph_create(void);
void graph_destroy(graph_t *own_graph);
vertex_t *vertex_create(void);
void vertex_destroy(vertex_t *own_vertex);
void graph_add(graph_t *mut_graph, vertex_t *own_vertex);
void box_destroy(box_t *own_box);

//--- graph.c
#include "graph.h"
#include <stdlib.h>

struct vertex_s {
  vertex_t *own_next;
};
struct graph_s {
  vertex_t *own_first;
};
graph_t *graph_create(void) { return calloc(1, sizeof(graph_t)); }
vertex_t *vertex_create(void) { return calloc(1, sizeof(vertex_t)); }
void vertex_destroy(vertex_t *own_vertex) { free(own_vertex); }
void graph_destroy(graph_t *own_graph) {
  if (!own_graph)
    return;
  vertex_t *own_at = own_graph->own_first;
  while (own_at) {
    vertex_t *own_next = own_at->own_next;
    vertex_destroy(own_at);
    own_at = own_next;
  }
  free(own_graph);
}
void graph_add(graph_t *mut_graph, vertex_t *own_vertex) {
  own_vertex->own_next = mut_graph->own_first;
  mut_graph->own_first = own_vertex;
}
void box_destroy(box_t *own_box) {
  if (own_box) {
    free(own_box->own_text);
    free(own_box);
  }
}

//--- use.c
#include "graph.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void added_ok(void) {
  graph_t *own_graph = graph_create();
  if (!own_graph)
    return;
  vertex_t *own_vertex = vertex_create();
  if (own_vertex)
    graph_add(own_graph, own_vertex);
  own_vertex = NULL;
  graph_destroy(own_graph);
}

void freed_bad(void) {
  vertex_t *own_vertex = vertex_create();
  free(own_vertex); // both: release-mismatch: 'own_vertex' was acquired by 'vertex_create'
}

int made_here_ok(void) {
  box_t *own_box = calloc(1, sizeof *own_box);
  if (!own_box)
    return -1;
  own_box->own_text = strdup("x");
  box_destroy(own_box);
  return 0;
}

int opened_bad(void) {
  box_t *own_box = (box_t *)fopen("x", "r");
  if (!own_box)
    return -1;
  box_destroy(own_box); // expect: release-mismatch: 'own_box' was acquired by 'fopen'
  return 0;
}
