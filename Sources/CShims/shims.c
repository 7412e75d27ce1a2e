// Linux file system calls that need _GNU_SOURCE.
#include "CShims.h"
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

int nf_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

int nf_syncfs(int fd) { return syncfs(fd); }

int nf_rename_noreplace(int from_dir, const char *from, int to_dir, const char *to) {
  return renameat2(from_dir, from, to_dir, to, RENAME_NOREPLACE);
}
