// A file put in place of another as a whole: readers see the old one or the new one, and so does the next start after a
// crash.
internal import Glibc
public import News

/// Writing files that somebody relies on.
public enum FileReplacement {
  /// Writes a file, in place of one that has the name: next to it, forced to the disk, renamed. Mode and owner stay those
  /// of the file replaced; symbolic links lead to it and stay. Of what is no plain file (a pipe, a device) nothing is
  /// replaced, it is written to. Access control lists are not kept.
  /// - Parameter expected: What has to be in the file still, nil where anything may be. It is compared before the writing
  ///   and again at its end, directly before the rename; what others save between that and the rename itself is lost. Of
  ///   two that write at a time with this function, one is told so.
  /// - Throws: `Refusal` with the codes `cannot-create` (the folder does not take files, owner or mode cannot be kept),
  ///   `io` (writing failed), `busy` (another process is writing it), or `changed` (it holds something else than
  ///   expected, or was saved meanwhile). The file is then as it was; only where the folder could not be forced to the
  ///   disk (`io`) it is the new one.
  public static func write(_ bytes: [UInt8], to path: String, expecting expected: [UInt8]? = nil) throws(Refusal) {
    try write(bytes, to: path, expecting: expected, whenWritten: {})
  }

  /// The same; `whenWritten` is called when all is on the disk and only the last comparison and the rename are to come.
  static func write(
    _ bytes: [UInt8], to path: String, expecting expected: [UInt8]?, whenWritten: () -> Void
  ) throws(Refusal) {
    // A limit on the size of files ends a write with an error, not the process.
    let previous = signal(SIGXFSZ, SIG_IGN)
    defer { signal(SIGXFSZ, previous) }
    let target = try target(of: path)
    var old = stat()
    let exists = stat(target, &old) == 0
    if exists, old.st_mode & S_IFMT != S_IFREG { return try overwrite(bytes, target) }
    let name = temporary(target)
    let descriptor = try locked(name, path, replacing: exists ? old : nil)
    defer { close(descriptor) }
    do throws(Refusal) {
      if let expected { try check(target, path, holds: expected, since: old) }
      guard ftruncate(descriptor, 0) == 0 else { throw failure("io", "write", path) }
      try write(bytes, descriptor, path)
      if exists {
        // Owner first: changing it takes rights away from the mode.
        if old.st_uid != geteuid() || old.st_gid != getegid(), fchown(descriptor, old.st_uid, old.st_gid) != 0 {
          throw failure("cannot-create", "keep the owner of", path)
        }
        guard fchmod(descriptor, old.st_mode & 0o7777) == 0 else {
          throw failure("cannot-create", "keep the mode of", path)
        }
      }
      guard fsync(descriptor) == 0 else { throw failure("io", "write", path) }
      whenWritten()
      if let expected { try check(target, path, holds: expected, since: old) }
      guard rename(name, target) == 0 else { throw failure("io", "write", path) }
    } catch {
      unlink(name)
      throw error
    }
    try syncFolder(of: target, path)
  }

  /// Throws `changed` unless the file is the one that was found, and holds what is expected.
  private static func check(
    _ target: String, _ path: String, holds expected: [UInt8], since old: stat
  ) throws(Refusal) {
    let content = try read(target, path)
    var now = stat()
    // Its state after its content: what is saved during the reading shows in it.
    guard content == expected, stat(target, &now) == 0, now.st_dev == old.st_dev, now.st_ino == old.st_ino,
      now.st_size == old.st_size, now.st_mtim.tv_sec == old.st_mtim.tv_sec,
      now.st_mtim.tv_nsec == old.st_mtim.tv_nsec
    else {
      throw Refusal(code: "changed", message: "\(path) was changed by another meanwhile; nothing was written to it")
    }
  }

  /// The file that a path means: behind all links.
  private static func target(of path: String) throws(Refusal) -> String {
    if let resolved = realpath(path, nil) {
      defer { free(resolved) }
      return String(cString: resolved)
    }
    var status = stat()
    guard errno == ENOENT, lstat(path, &status) != 0 else { throw failure("cannot-create", "follow the link", path) }
    return path
  }

  /// The name of the file that is written; always the same, so that one left by a crash is used up by the next write.
  private static func temporary(_ target: String) -> String {
    let slash = target.lastIndex(of: "/").map { target.index(after: $0) } ?? target.startIndex
    return target[..<slash] + "." + target[slash...] + ".new"
  }

  /// Opens the file that is written, for this process alone. One that is there may be this user's, or the owner's of the
  /// file replaced: a crash can come after it was given to that one.
  private static func locked(_ name: String, _ path: String, replacing old: stat?) throws(Refusal) -> Int32 {
    // A new file has the mode that all new files have here (umask); others get theirs at the end.
    let mode: mode_t = old == nil ? 0o666 : 0o600
    while true {
      let descriptor = open(name, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, mode)
      guard descriptor >= 0 else { throw failure("cannot-create", "write a file next to", path) }
      var opened = stat()
      var named = stat()
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        throw Refusal(code: "busy", message: "\(path) is being written by another process; try again")
      }
      guard fstat(descriptor, &opened) == 0, opened.st_mode & S_IFMT == S_IFREG, opened.st_nlink <= 1,
        opened.st_uid == geteuid() || opened.st_uid == old?.st_uid
      else {
        close(descriptor)
        throw Refusal(code: "cannot-create", message: "\(name) is in the way; remove it")
      }
      // Between opening and locking it may have become the file itself, by another's rename.
      if lstat(name, &named) == 0, named.st_ino == opened.st_ino, named.st_dev == opened.st_dev { return descriptor }
      close(descriptor)
    }
  }

  private static func read(_ target: String, _ path: String) throws(Refusal) -> [UInt8] {
    do { return try SettingsFile.read(target) } catch {
      throw Refusal(code: "changed", message: "\(path) cannot be read again; nothing was written to it")
    }
  }

  private static func write(_ bytes: [UInt8], _ descriptor: Int32, _ path: String) throws(Refusal) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + done, $0.count - done) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure("io", "write", path) }
      done += count
    }
  }

  private static func overwrite(_ bytes: [UInt8], _ target: String) throws(Refusal) {
    let descriptor = open(target, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot-create", "write to", target) }
    defer { close(descriptor) }
    try write(bytes, descriptor, target)
  }

  private static func syncFolder(of target: String, _ path: String) throws(Refusal) {
    let descriptor = open(SettingsFile.directory(of: target), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("io", "force to the disk", path) }
    defer { close(descriptor) }
    // Some file systems cannot do that to folders.
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw failure("io", "force to the disk", path) }
  }

  private static func failure(_ code: String, _ action: String, _ path: String) -> Refusal {
    let reason = String(cString: strerror(errno))
    return Refusal(code: code, message: "cannot \(action) \(path): \(reason)")
  }
}
