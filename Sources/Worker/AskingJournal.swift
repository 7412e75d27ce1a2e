// Who is being asked, written down before it is: a worker that dies and is started again does not ask everybody anew.
internal import Glibc
internal import News

/// A file of lines, `milliseconds name`, that outlives the process but need not outlive the machine: it is never synced.
/// What it says is void once the catalogue has a later poll of the source.
struct AskingJournal {
  private let descriptor: Int32
  private var size = 0

  /// Above this many bytes it begins anew: what a crash then forgets is who was asked in the last moments.
  private static let largest = 1 << 20

  /// When each source was last asked, as the journal of a worker that died tells. Empty where there is none.
  static func read(_ path: String) -> [SourceName: Instant] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return [:] }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: largest + 256)
    let count = Glibc.read(file, &bytes, bytes.count)
    guard count > 0 else { return [:] }
    var asked: [SourceName: Instant] = [:]
    for line in bytes[..<count].split(separator: UInt8(ascii: "\n")) {
      let parts = String(decoding: line, as: UTF8.self).split(separator: " ")
      guard parts.count == 2, let milliseconds = Int64(parts[0]), let name = SourceName(String(parts[1])) else {
        continue  // cut off by the crash
      }
      asked[name] = Instant(milliseconds: milliseconds)
    }
    return asked
  }

  /// Begins a journal, with what is still of interest of the one before. Nil where the file cannot be written.
  init?(_ path: String, keeping asked: [SourceName: Instant]) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { return nil }
    for (name, time) in asked { note(name, at: time) }
  }

  /// A source is asked now.
  mutating func note(_ name: SourceName, at time: Instant) {
    if size > Self.largest, ftruncate(descriptor, 0) == 0 { size = 0 }
    let line = Array("\(time.milliseconds) \(name)\n".utf8)
    // Where that fails (the disk is full) a crash costs the source one request too many.
    size += max(0, write(descriptor, line, line.count))
  }

  /// Ends the journal: all that it says is in the catalogue.
  func end(_ path: String) {
    unlink(path)
    close(descriptor)
  }
}
