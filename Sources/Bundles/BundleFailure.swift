// Why a bundle or story file was not written or read.
internal import Glibc

/// A failure of the state directory or of one thing in it.
public struct BundleFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What kind, stable and machine-readable: `locked` (another worker has the directory), `torn` (a bundle is there
  /// but not whole), `different` (another revision has that name), `no-space`, `io`, `read-only`, `permission`,
  /// `not-found`, `not-a-bundle`, `system` for the rest.
  public var code: String
  /// What it is about, relative to the state directory, or the directory itself.
  public var path: String
  /// The system's error number, where one was given.
  public var errno: Int32?
  /// A sentence that says what happened and what to do.
  public var message: String

  /// A failure.
  public init(code: String, path: String, errno: Int32? = nil, message: String) {
    self.code = code
    self.path = path
    self.errno = errno
    self.message = message
  }

  /// `path: message`.
  public var description: String { "\(path): \(message)" }

  /// The failure of a system call.
  init(_ action: String, path: String, errno code: Int32) {
    let kind: String
    let advice: String
    switch code {
    case ENOSPC, EDQUOT:
      kind = "no-space"
      advice = "the disk or its quota is full (bytes or inodes): free some; what was not stored will be asked for again"
    case EIO:
      kind = "io"
      advice = "the disk reports an error: check it before anything else (dmesg, smartctl)"
    case EROFS:
      kind = "read-only"
      advice = "the file system is mounted read-only, perhaps after an error of the disk"
    case EACCES, EPERM:
      kind = "permission"
      advice = "this user may not do that: check the owner and permissions of the state directory"
    case ENOENT:
      kind = "not-found"
      advice = "there is no such file or folder"
    case EMFILE, ENFILE:
      kind = "system"
      advice = "too many open files: raise the limit (LimitNOFILE=, ulimit -n)"
    default:
      kind = "system"
      advice = String(cString: strerror(code))
    }
    self.init(code: kind, path: path, errno: code, message: "cannot \(action): \(advice)")
  }
}
