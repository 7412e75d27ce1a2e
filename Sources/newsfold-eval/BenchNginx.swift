// nginx on loopback for the time of a benchmark, with a configuration and a directory of its own.
import Foundation

/// One nginx process on a free port: `/page` is 8 kB, `/held` begins at once and takes hours, `/status` says how many
/// connections are being answered.
final class BenchNginx: Sendable {
  let port: Int
  /// A directory for whatever the benchmark writes; removed at the end.
  let directory: String
  private let program: BenchProgram
  private let stopping = NSLock()

  /// Starts it and waits until it listens.
  init(_ path: String) throws {
    directory = FileManager.default.temporaryDirectory.appendingPathComponent("newsfold-bench-\(UUID())").path
    port = try Self.freePort()
    let root = directory + "/pages"
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
    let line = "<p>The ferry across the sound runs every hour from Monday on.</p>\n"
    let page = Data(String(repeating: line, count: 8192 / line.utf8.count + 1).utf8.prefix(8192))
    for name in ["page", "held"] { try page.write(to: URL(fileURLWithPath: "\(root)/\(name)")) }
    try Data(Self.configuration(port: port, directory: directory).utf8)
      .write(to: URL(fileURLWithPath: directory + "/nginx.conf"))
    do {
      program = try BenchProgram(
        path, ["-p", directory, "-c", "nginx.conf", "-e", "error.log"], output: directory + "/output.log")
    } catch {
      try? FileManager.default.removeItem(atPath: directory)
      throw error
    }
    guard listens() else {
      let log = ["output.log", "error.log"].compactMap {
        try? String(contentsOfFile: "\(directory)/\($0)", encoding: .utf8)
      }
      stop()
      throw BenchProgram.Failure(description: "nginx does not listen on port \(port): \(log.joined(separator: " "))")
    }
  }

  /// The address of a path.
  func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

  /// Ends it and removes its directory; may be called again, and from a signal's handler while others run.
  func stop() {
    stopping.lock()
    defer { stopping.unlock() }
    program.stop()
    // Whoever still asks it for something may be about to write there.
    for _ in 0..<20 where FileManager.default.fileExists(atPath: directory) {
      try? FileManager.default.removeItem(atPath: directory)
    }
  }

  /// How many connections it is answering, as it says itself; the one that asks is not counted.
  func answering(curl: String) throws -> Int {
    let file = directory + "/status"
    _ = try BenchProgram(curl, ["-q", "-s", url("/status")], output: file).wait()
    let words = try String(contentsOfFile: file, encoding: .utf8).split(whereSeparator: \.isWhitespace)
    guard let place = words.firstIndex(of: "Writing:"), let count = Int(words[place + 1]) else {
      throw BenchProgram.Failure(description: "nginx does not say how many connections it answers")
    }
    return count - 1
  }

  private func listens() -> Bool {
    for _ in 0..<500 {
      let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { close(socket) }
      if Self.withLoopback(port: port, { connect(socket, $0, $1) }) == 0 { return true }
      usleep(10_000)
    }
    return false
  }

  private static func freePort() throws -> Int {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let result = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { named in
        withLoopback(port: 0) { bind(socket, $0, $1) } == 0 ? getsockname(socket, named, &size) : -1
      }
    }
    guard result == 0 else { throw BenchProgram.Failure(description: "no free port on 127.0.0.1") }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private static func withLoopback(port: Int, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { call($0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    }
  }

  /// One process does master's and worker's work, so that there is one to end.
  private static func configuration(port: Int, directory: String) -> String {
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map {
      "  \($0)_temp_path \(directory)/temporary;\n"
    }
    return """
      daemon off;
      master_process off;
      worker_processes 1;
      pid nginx.pid;
      error_log error.log crit;
      events { worker_connections 8192; }
      http {
      \(temporary.joined())  access_log off;
        default_type text/html;
        keepalive_requests 100000000;
        keepalive_timeout 600s;
        server {
          listen 127.0.0.1:\(port) backlog=4096;
          root \(directory)/pages;
          location = /held { limit_rate 1; }
          location = /status { stub_status; }
        }
      }
      """
  }
}
