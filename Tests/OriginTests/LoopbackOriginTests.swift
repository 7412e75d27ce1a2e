// The server itself, over a real socket: what arrives, what goes out, and that it can be stopped.

import Foundation
import Origin
import Testing

@Suite struct LoopbackOriginTests {
  @Test func `a request arrives whole and its answer leaves whole`() async throws {
    let origin = LoopbackOrigin { request in
      OriginResponse(
        status: 203, headers: ["Content-Type": "text/plain", "X-Seen": request.headers["x-asked"] ?? "-"],
        body: Array("\(request.method) \(request.path) ? \(request.query)".utf8))
    }
    let port = try await origin.start()
    let answer = try await exchange(port, "GET /a%20b/c?x=1&y=%20 HTTP/1.1\r\nHost: x\r\nX-Asked: yes\r\n\(close)\r\n")
    await origin.stop()
    #expect(answer.hasPrefix("HTTP/1.1 203"))
    #expect(answer.contains("X-Seen: yes\r\n"))
    #expect(answer.contains(/Date: [A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT\r\n/))
    #expect(answer.hasSuffix("\r\n\r\nGET /a%20b/c ? x=1&y=%20"))
  }

  @Test func `two servers share the machine but not a port`() async throws {
    let first = LoopbackOrigin { _ in .text(200, "first") }
    let port = try await first.start()
    let second = LoopbackOrigin(port: port) { _ in .text(200, "second") }
    await #expect(throws: OriginError.self) { try await second.start() }
    await first.stop()
  }

  @Test func `a stopped server frees its port and may be stopped again`() async throws {
    let first = LoopbackOrigin { _ in .text(200, "first") }
    let port = try await first.start()
    await first.stop()
    await first.stop()
    let second = LoopbackOrigin(port: port) { _ in .text(200, "second") }
    #expect(try await second.start() == port)
    let answer = try await exchange(port, "GET / HTTP/1.1\r\nHost: x\r\n\(close)\r\n")
    #expect(answer.hasSuffix("second\n"))
    await second.stop()
  }

  private let close = "Connection: close\r\n"
}

/// Sends bytes to a loopback port and returns all that comes back until the other side closes. The blocking calls run on
/// a Dispatch thread, so that the server keeps the threads it needs.
func exchange(_ port: UInt16, _ request: String) async throws -> String {
  try await withCheckedThrowingContinuation { continuation in
    DispatchQueue.global().async {
      let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      defer { Glibc.close(socket) }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
      let connected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      let bytes = Array(request.utf8)
      guard connected == 0, send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else {
        return continuation.resume(throwing: OriginError(code: "client", message: String(cString: strerror(errno))))
      }
      var answer: [UInt8] = []
      var chunk = [UInt8](repeating: 0, count: 4096)
      while case let count = recv(socket, &chunk, chunk.count, 0), count > 0 { answer += chunk[..<count] }
      continuation.resume(returning: String(decoding: answer, as: UTF8.self))
    }
  }
}
