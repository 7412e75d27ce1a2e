// The system calls of the store, relative to the state directory; each can be made to fail by tests.
internal import CShims
internal import Glibc

/// The file system below one directory. Every path is relative to it and made of the store's own names; links are not
/// followed at its end.
struct FileSystem: Sendable {
  /// The system calls whose failure has to be survived.
  enum Call: String, Sendable, CaseIterable {
    case open, create, read, write, close, sync, syncAll, makeDirectory, rename, remove, list
  }

  /// What a test makes of a call.
  enum Fault: Sendable {
    /// It fails with this error number.
    case error(Int32)
    /// A write or read moves a single byte.
    case short
  }

  /// What is in a directory.
  struct Entry: Equatable {
    enum Kind { case file, directory, other }
    var name: String
    var kind: Kind
  }

  /// The directory, open.
  let root: Int32
  /// Asked before each call; nil lets it happen.
  var fault: (@Sendable (Call) -> Fault?)?

  init(root: Int32, fault: (@Sendable (Call) -> Fault?)? = nil) {
    self.root = root
    self.fault = fault
  }

  /// Runs one call again while signals interrupt it; throws its error number as a failure.
  @discardableResult
  private func call(
    _ kind: Call, _ action: String, _ path: String, _ body: () -> Int
  ) throws(BundleFailure) -> Int {
    if case .error(let code)? = fault?(kind) { throw BundleFailure(action, path: path, errno: code) }
    while true {
      let result = body()
      if result >= 0 { return result }
      let code = errno
      if code != EINTR { throw BundleFailure(action, path: path, errno: code) }
    }
  }

  /// Closes, telling of errors that only then come out. Never repeated: the descriptor is gone either way.
  private func close(_ descriptor: Int32, _ path: String) throws(BundleFailure) {
    let result = Glibc.close(descriptor)
    let code = errno
    if case .error(let injected)? = fault?(.close) { throw BundleFailure("close", path: path, errno: injected) }
    if result != 0, code != EINTR { throw BundleFailure("close", path: path, errno: code) }
  }

  /// Runs `body` on an open descriptor and closes it whatever happens.
  private func with<T>(
    _ descriptor: Int, _ path: String, _ body: (Int32) throws(BundleFailure) -> T
  ) throws(BundleFailure) -> T {
    let result: T
    do {
      result = try body(Int32(descriptor))
    } catch {
      Glibc.close(Int32(descriptor))
      throw error
    }
    try close(Int32(descriptor), path)
    return result
  }

  /// Makes a directory; false where it was there.
  @discardableResult
  func makeDirectory(_ path: String) throws(BundleFailure) -> Bool {
    do {
      try call(.makeDirectory, "make the folder", path) { Int(mkdirat(root, path, 0o750)) }
      return true
    } catch {
      guard error.errno == EEXIST else { throw error }
      return false
    }
  }

  /// Whether anything has that name.
  func exists(_ path: String) throws(BundleFailure) -> Bool {
    do {
      try call(.open, "look for", path) {
        var status = stat()
        return Int(fstatat(root, path, &status, AT_SYMLINK_NOFOLLOW))
      }
      return true
    } catch {
      guard error.errno == ENOENT || error.errno == ENOTDIR else { throw error }
      return false
    }
  }

  /// Writes a new file; it must not exist.
  func write(_ bytes: [UInt8], to path: String, syncing: Bool) throws(BundleFailure) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
    let descriptor = try call(.create, "create", path) { Int(openat(root, path, flags, 0o640)) }
    try with(descriptor, path) { descriptor throws(BundleFailure) in
      var done = 0
      while done < bytes.count {
        let most: Int
        if case .short? = fault?(.write) { most = 1 } else { most = bytes.count - done }
        done += try call(.write, "write", path) {
          bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress! + done, most) }
        }
      }
      if syncing { try call(.sync, "force to the disk", path) { Int(fsync(descriptor)) } }
    }
  }

  /// Forces a directory's entries to the disk.
  func syncDirectory(_ path: String) throws(BundleFailure) {
    let descriptor = try call(.open, "open the folder", path) {
      Int(openat(root, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW))
    }
    try with(descriptor, path) { descriptor throws(BundleFailure) in
      _ = try call(.sync, "force to the disk", path) { Int(fsync(descriptor)) }
    }
  }

  /// Forces everything of the file system to the disk; since Linux 5.8 it reports failed writes of any file.
  func syncAll() throws(BundleFailure) {
    try call(.syncAll, "force to the disk", ".") { Int(nf_syncfs(root)) }
  }

  /// Renames a directory unless something has that name; false where it has.
  func renameKeeping(_ from: String, to: String) throws(BundleFailure) -> Bool {
    do {
      try call(.rename, "publish", to) {
        let result = nf_rename_noreplace(root, from, root, to)
        // File systems without the flag (older NFS): a directory never replaces one that is not empty either.
        return Int(result != 0 && errno == EINVAL ? renameat(root, from, root, to) : result)
      }
      return true
    } catch {
      guard error.errno == EEXIST || error.errno == ENOTEMPTY else { throw error }
      return false
    }
  }

  /// Renames a file, replacing what has that name.
  func renameReplacing(_ from: String, to: String) throws(BundleFailure) {
    try call(.rename, "publish", to) { Int(renameat(root, from, root, to)) }
  }

  /// The whole of a file; nil where there is none.
  func read(_ path: String, limit: Int) throws(BundleFailure) -> [UInt8]? {
    let descriptor: Int
    do {
      descriptor = try call(.open, "open", path) {
        Int(openat(root, path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK))
      }
    } catch {
      guard error.errno == ENOENT || error.errno == ENOTDIR else { throw error }
      return nil
    }
    return try with(descriptor, path) { descriptor throws(BundleFailure) in
      var status = stat()
      guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
        throw BundleFailure(code: "not-a-bundle", path: path, message: "is not a file")
      }
      guard status.st_size <= limit else {
        throw BundleFailure(code: "not-a-bundle", path: path, message: "is longer than \(limit) bytes")
      }
      var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
      var done = 0
      while done < bytes.count {
        let most: Int
        if case .short? = fault?(.read) { most = 1 } else { most = bytes.count - done }
        let count = try call(.read, "read", path) {
          bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress! + done, most) }
        }
        if count == 0 { break }
        done += count
      }
      return Array(bytes[..<done])
    }
  }

  /// What a directory holds, by name; nil where there is no such directory.
  func list(_ path: String) throws(BundleFailure) -> [Entry]? {
    let descriptor: Int
    do {
      descriptor = try call(.list, "list", path) {
        Int(openat(root, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW))
      }
    } catch {
      guard error.errno == ENOENT || error.errno == ENOTDIR || error.errno == ELOOP else { throw error }
      return nil
    }
    guard let stream = fdopendir(Int32(descriptor)) else {
      let code = errno
      Glibc.close(Int32(descriptor))
      throw BundleFailure("list", path: path, errno: code)
    }
    defer { closedir(stream) }
    var out: [Entry] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw BundleFailure("list", path: path, errno: errno) }
        return out.sorted { $0.name < $1.name }
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { out.append(Entry(name: name, kind: kind(path + "/" + name))) }
    }
  }

  private func kind(_ path: String) -> Entry.Kind {
    var status = stat()
    guard fstatat(root, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .other }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .directory
    default: return .other
    }
  }

  /// Removes a file, or a directory with all that is in it; nothing is no error.
  func removeTree(_ path: String) throws(BundleFailure) {
    if let entries = try list(path) {
      for entry in entries { try removeTree(path + "/" + entry.name) }
      try call(.remove, "remove", path) { Int(unlinkat(root, path, AT_REMOVEDIR)) }
    } else {
      do {
        try call(.remove, "remove", path) { Int(unlinkat(root, path, 0)) }
      } catch {
        guard error.errno == ENOENT else { throw error }
        return
      }
    }
  }
}
