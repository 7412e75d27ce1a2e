// The bytes of one connection, in the clear or through TLS.

internal import CTestTLS
import Glibc

/// A blocking connection that one thread reads and writes.
struct Wire {
  let socket: Int32
  private let session: OpaquePointer?

  /// A connection in the clear.
  init(socket: Int32) {
    self.socket = socket
    session = nil
  }

  /// Shakes hands first; nil where that fails.
  init?(socket: Int32, server: OpaquePointer) {
    guard let session = nt_session_accept(server, socket) else { return nil }
    self.socket = socket
    self.session = session
  }

  /// Whether ALPN chose HTTP/2.
  var isHTTP2: Bool { session.map { nt_session_is_h2($0) != 0 } ?? false }

  /// Bytes as they come, at most 16 KiB; nil at the end.
  func read() -> ArraySlice<UInt8>? {
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let count = session.map { nt_session_read($0, &buffer, buffer.count) } ?? recv(socket, &buffer, buffer.count, 0)
    return count > 0 ? buffer[..<count] : nil
  }

  /// Sends all of it; false where the client has gone.
  func write(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        let rest = buffer.baseAddress! + sent
        return session.map { nt_session_write($0, rest, buffer.count - sent) }
          ?? Glibc.send(socket, rest, buffer.count - sent, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  /// Waits for the client, or `stop()`, to close the connection.
  func clientLeaves(within milliseconds: Int) -> Bool {
    var entry = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, Int32(milliseconds)) != 0
  }

  /// Makes the socket's close a reset.
  func resetOnClose() {
    var now = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
  }

  /// Gives TLS back, with a goodbye (RFC 8446 section 6.1) where the end is meant. Does not close the socket.
  func end(politely: Bool) {
    if let session { nt_session_end(session, politely ? 1 : 0) }
  }
}
