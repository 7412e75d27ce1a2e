// Input that a person names on the command line, and output that must not get lost.
import Foundation
import News

enum InputFile {
  /// Reads a file, or standard input for `-`; one byte beyond the limit at most, so that what is too long shows. Throws
  /// `Refusal` with the code `no-input` where it cannot be read.
  static func read(_ path: String, atMost limit: Int) throws(Refusal) -> [UInt8] {
    func refusal() -> Refusal {
      Refusal(code: "no-input", message: "\(path) cannot be read: \(String(cString: strerror(errno)))")
    }
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw refusal() }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 262_144)
    while bytes.count <= limit {
      let count = Foundation.read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw refusal() }
      if count == 0 { break }
      bytes += chunk[..<count]
    }
    return bytes
  }
}

enum Output {
  /// Writes out what was printed so far: output that could not be written must not look like success. Throws `Refusal` with
  /// the code `io`.
  static func flush() throws(Refusal) {
    guard fflush(nil) == 0 else {
      throw Refusal(code: "io", message: "output cannot be written: \(String(cString: strerror(errno)))")
    }
  }
}
