// Names for addresses: the full symbol table of the module's file, so that static functions have names too.
#include "platform/platform.h"
#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace deed::platform {
namespace {

struct Module { uintptr_t pc, base; const char *path; bool found; };

int find_module(dl_phdr_info *info, size_t, void *arg)
{
	Module *m = (Module *)arg;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) &h = info->dlpi_phdr[i];
		if (h.p_type != PT_LOAD) continue;
		uintptr_t lo = info->dlpi_addr + h.p_vaddr;
		if (m->pc < lo || m->pc >= lo + h.p_memsz) continue;
		m->base = info->dlpi_addr;
		m->path = info->dlpi_name && *info->dlpi_name ? info->dlpi_name : "/proc/self/exe";
		m->found = true;
		return 1;
	}
	return 0;
}

// The function of the file that covers `off`; its name is copied. Every offset read is checked against the size.
bool search_file(const char *path, uintptr_t off, char *name, size_t n, uintptr_t *delta)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) return false;
	struct stat st;
	void *m = MAP_FAILED;
	size_t len = 0;
	if (!fstat(fd, &st) && st.st_size > (off_t)sizeof(ElfW(Ehdr))) {
		len = (size_t)st.st_size;
		m = mmap(nullptr, len, PROT_READ, MAP_PRIVATE, fd, 0);
	}
	close(fd);
	if (m == MAP_FAILED) return false;
	const char *f = (const char *)m;
	const ElfW(Ehdr) *eh = (const ElfW(Ehdr) *)f;
	bool hit = false;
	auto inside = [len](size_t at, size_t size) { return at <= len && size <= len - at; };
	if (!memcmp(eh->e_ident, ELFMAG, SELFMAG) && inside(eh->e_shoff, (size_t)eh->e_shnum * sizeof(ElfW(Shdr)))) {
		const ElfW(Shdr) *sh = (const ElfW(Shdr) *)(f + eh->e_shoff);
		for (int i = 0; i < eh->e_shnum && !hit; i++) {
			if ((sh[i].sh_type != SHT_SYMTAB && sh[i].sh_type != SHT_DYNSYM) || sh[i].sh_link >= eh->e_shnum) continue;
			const ElfW(Shdr) &str = sh[sh[i].sh_link];
			if (!inside(sh[i].sh_offset, sh[i].sh_size) || !inside(str.sh_offset, str.sh_size) || !str.sh_size) continue;
			const ElfW(Sym) *s = (const ElfW(Sym) *)(f + sh[i].sh_offset);
			for (size_t k = 0, c = sh[i].sh_size / sizeof *s; k < c; k++) {
				if ((s[k].st_info & 15) != STT_FUNC || !s[k].st_shndx || off < s[k].st_value || off >= s[k].st_value + s[k].st_size) continue;
				if (s[k].st_name >= str.sh_size) continue;
				snprintf(name, n, "%.*s", (int)(str.sh_size - s[k].st_name), f + str.sh_offset + s[k].st_name);
				*delta = off - s[k].st_value;
				hit = true;
				break;
			}
		}
	}
	munmap(m, len);
	return hit;
}

// The file's name without its folders; self is where the program's own is kept.
const char *base_name(const Module &m, char *self, size_t n)
{
	const char *path = m.path;
	if (!strcmp(path, "/proc/self/exe")) {
		ssize_t k = readlink(path, self, n - 1);
		self[k > 0 ? k : 0] = 0;
		path = self;
	}
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

} // namespace

void locate(void *pc, char *buf, size_t n)
{
	Module m = { (uintptr_t)pc - 1, 0, nullptr, false };
	dl_iterate_phdr(find_module, &m);
	char self[256];
	if (m.found) snprintf(buf, n, "%s+0x%zx", base_name(m, self, sizeof self), (size_t)(m.pc - m.base) + 1);
	else snprintf(buf, n, "?");
}

void symbolise(void *pc, char *buf, size_t n)
{
	Module m = { (uintptr_t)pc - 1, 0, nullptr, false }; // the call, not the instruction after it
	dl_iterate_phdr(find_module, &m);
	if (!m.found) {
		snprintf(buf, n, "?");
		return;
	}
	char name[160], self[256];
	uintptr_t delta = 0, off = m.pc - m.base;
	const char *shown = base_name(m, self, sizeof self);
	if (search_file(m.path, off, name, sizeof name, &delta))
		snprintf(buf, n, "%s+0x%zx (%s+0x%zx)", name, (size_t)delta + 1, shown, (size_t)off + 1);
	else
		snprintf(buf, n, "? (%s+0x%zx)", shown, (size_t)off + 1);
}

} // namespace deed::platform
