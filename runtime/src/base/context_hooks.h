// What the checks ask of contexts.
#pragma once

namespace deed {
bool context_is_above(const void *ctx, const void *p);   // p is a living block of a context
const void *context_first_child(const void *ctx);
} // namespace deed
