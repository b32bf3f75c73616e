// What the checks ask of contexts.
#pragma once

namespace deed {
bool context_is_above(const void *ctx, const void *p);   // p is a living block of a context
const void *context_first_child(const void *ctx);
const void *context_parent(const void *p, const char **name); // NULL: none; *name: the parent's, or as it was
const void *context_root(const void *p);                      // p is a living block of a context; the highest block above it, or p
} // namespace deed
