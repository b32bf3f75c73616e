/* The temporary allocator: usable in scopes, released at their end however they are left. */
#include <deed/scope.h>
#include <string.h>

static size_t longest_line(const char *ref_text)
{
	size_t best = 0;
	DEED_SCOPE(deed_temp, mem) {
		char *copy = deed_strdup(mem, ref_text);
		if (!copy) break;
		for (char *line = strtok(copy, "\n"); line; line = strtok(NULL, "\n"))
			if (strlen(line) > best) best = strlen(line);
		DEED_SCOPE(deed_temp, inner) { /* nests, to 32 deep */
			(void)deed_scope_depth(inner);
		}
	}
	return best;
}
int main(void)
{
	int made = 0;
	DEED_WITH_ARENA(4096, arena) { made = deed_alloc(arena, 10040) != NULL; }
	return longest_line("a\nabc\nab") == 3 && made ? 0 : 1;
}
