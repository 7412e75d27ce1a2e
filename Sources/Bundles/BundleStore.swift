// The state directory's articles and stories: opened, locked and swept here; written and read in the files beside.
internal import CShims
internal import Glibc
internal import Synchronization

/// Bundles and story files below one state directory. See <doc:BundleCommit> for how a batch becomes durable.
///
/// One store a directory writes; it may be used from any thread, its commits happen one after the other.
public final class BundleStore: Sendable {
  /// The state directory as it was named.
  public let directory: String
  /// When written data is forced to the disk.
  public let durability: Durability
  /// The program as it stands in bundles, such as `newsfold/0.1.0`.
  public let agent: String

  let files: FileSystem
  let progress: Mutex<Progress>
  private let lock: Int32

  /// What commits remember of each other.
  struct Progress: Sendable {
    /// Batches begun; names their folder below `tmp`.
    var batches = 0
    /// Folders known to be on the disk, so that `each` syncs them once.
    var durableFolders: Set<String> = []
  }

  /// Opens a state directory.
  ///
  /// - Parameters:
  ///   - directory: The state directory.
  ///   - durability: When what is written is forced to the disk.
  ///   - agent: The program's name and version, as it stands in `bag-info.txt`.
  ///   - exclusive: Takes the directory for writing: makes it and its folders where they are missing, holds its lock
  ///     until the store is gone, and removes what a crash left in `tmp`. Without it the store can only read.
  /// - Throws: ``BundleFailure``, with code `locked` where another process writes to the directory.
  public convenience init(
    directory: String, durability: Durability = .batch, agent: String, exclusive: Bool = true
  ) throws(BundleFailure) {
    try self.init(directory: directory, durability: durability, agent: agent, exclusive: exclusive, fault: nil)
  }

  init(
    directory: String, durability: Durability, agent: String, exclusive: Bool,
    fault: (@Sendable (FileSystem.Call) -> FileSystem.Fault?)?
  ) throws(BundleFailure) {
    if exclusive { try Self.makeDirectories(directory) }
    let root = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard root >= 0 else { throw BundleFailure("open the state directory", path: directory, errno: errno) }
    var lock: Int32 = -1
    let files = FileSystem(root: root, fault: fault)
    do {
      if exclusive {
        lock = try Self.takeLock(root, directory)
        for folder in [BundleLayout.articles, BundleLayout.stories, BundleLayout.staging] {
          try files.makeDirectory(folder)
        }
        for entry in try files.list(BundleLayout.staging) ?? [] {
          try files.removeTree(BundleLayout.staging + "/" + entry.name)
        }
      }
    } catch {
      if lock >= 0 { close(lock) }
      close(root)
      throw error
    }
    self.directory = directory
    self.durability = durability
    // It becomes a line of a tag file.
    self.agent = String(String.UnicodeScalarView(agent.unicodeScalars.map { $0.value < 32 ? " " : $0 }))
    self.files = files
    self.lock = lock
    progress = Mutex(Progress())
  }

  deinit {
    if lock >= 0 { close(lock) }
    close(files.root)
  }

  /// Gives the directory free for another worker, before this store is gone. The store must not be written to any more.
  public func release() {
    if lock >= 0 { flock(lock, LOCK_UN) }
  }

  /// Refuses to write without the lock.
  func requireLock() throws(BundleFailure) {
    guard lock >= 0 else {
      throw BundleFailure(
        code: "locked", path: directory, message: "was opened for reading; open it exclusively to write to it")
    }
  }

  private static func makeDirectories(_ path: String) throws(BundleFailure) {
    for folder in BundleLayout.upwards(path).reversed() where !folder.isEmpty {
      if mkdir(folder, 0o750) != 0, errno != EEXIST {
        let code = errno
        // A parent that may not be written to can still exist and be passed through.
        var status = stat()
        if stat(folder, &status) != 0 {
          throw BundleFailure("make the state directory", path: path, errno: code)
        }
      }
    }
  }

  /// The lock belongs to the open file, so it ends with the process however that ends.
  private static func takeLock(_ root: Int32, _ directory: String) throws(BundleFailure) -> Int32 {
    let lock = openat(root, BundleLayout.lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o640)
    guard lock >= 0 else { throw BundleFailure("open the lock", path: directory, errno: errno) }
    guard flock(lock, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      defer { close(lock) }
      guard code == EWOULDBLOCK else { throw BundleFailure("lock", path: directory, errno: code) }
      var digits = [UInt8](repeating: 0, count: 20)
      let count = max(0, pread(lock, &digits, digits.count, 0))
      let holder = Int(String(decoding: digits[..<count].prefix { $0 > 32 }, as: UTF8.self))
      throw BundleFailure(
        code: "locked", path: directory,
        message: "another worker\(holder.map { " (process \($0))" } ?? "") is writing to this state directory; "
          + "wait for it to end, or give this one its own")
    }
    // Only for the sentence above; that it could not be written harms nobody.
    let text = Array("\(getpid())\n".utf8)
    if ftruncate(lock, 0) == 0 { _ = pwrite(lock, text, text.count, 0) }
    return lock
  }
}
