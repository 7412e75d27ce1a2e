// One HTTP/1.1 connection of the test origin: reads requests and delivers replies, well or badly, on a thread of its own.

/// Blocking sockets keep every fault a few plain lines; `shutdown(2)` from outside ends whatever a thread waits for.
struct Connection {
  let wire: Wire
  let number: Int
  let answer: (ReceivedRequest) -> Reply

  /// Serves requests until either side has had enough. Does not close the socket.
  ///
  /// - Returns: whether the end is one that was meant.
  func serve() -> Bool {
    var pending: [UInt8] = []
    while let request = read(&pending) {
      let reply = answer(request)
      guard deliver(reply, to: request) else {
        return if case .cut = reply.delivery { false } else { true }
      }
    }
    return true
  }

  private func read(_ pending: inout [UInt8]) -> ReceivedRequest? {
    let end: [UInt8] = [13, 10, 13, 10]
    while true {
      if let found = pending.firstIndex(of: end) {
        defer { pending.removeFirst(found + 4) }
        return ReceivedRequest(head: pending[..<found], connection: number)
      }
      guard let bytes = wire.read(), pending.count < 1 << 20 else { return nil }
      pending += bytes
      guard pending[0] >= UInt8(ascii: "A") else {  // a TLS handshake, which would wait for an answer for ever
        _ = send(Array("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".utf8))
        return nil
      }
    }
  }

  /// Returns whether the connection can go on.
  private func deliver(_ reply: Reply, to request: ReceivedRequest) -> Bool {
    switch reply.delivery {
    case .whole:
      let hasBody = reply.status != 304 && reply.status != 204 && request.method != "HEAD"
      return send(head(reply, length: reply.body.count) + (hasBody ? reply.body : []))
    case .chunked(let size, let trailers):
      guard send(head(reply, adding: [("Transfer-Encoding", "chunked")])) else { return false }
      for start in stride(from: 0, to: reply.body.count, by: size) {
        let chunk = reply.body[start..<min(start + size, reply.body.count)]
        guard send(Array("\(String(chunk.count, radix: 16))\r\n".utf8) + chunk + [13, 10]) else { return false }
      }
      return send(Array(("0\r\n" + trailers.map { "\($0.0): \($0.1)\r\n" }.joined() + "\r\n").utf8))
    case .cut(let count, let reset):
      _ = send(head(reply, length: reply.body.count) + reply.body.prefix(count))
      if reset { wire.resetOnClose() }
      return false
    case .trickle(let count, let milliseconds):
      guard send(head(reply, length: reply.body.count)) else { return false }
      for start in stride(from: 0, to: reply.body.count, by: count) {
        guard start == 0 || !wire.clientLeaves(within: milliseconds),
          send(Array(reply.body[start..<min(start + count, reply.body.count)]))
        else { return false }
      }
      return true
    case .endlessBody:
      guard send(head(reply, adding: [("Connection", "close")])) else { return false }
      while send(reply.body) {}
      return false
    case .endlessHeaders:
      guard send(Array("HTTP/1.1 200 OK\r\n".utf8)) else { return false }
      let lines = Array(String(repeating: "X-More: and more and more\r\n", count: 40).utf8)
      while send(lines) {}
      return false
    case .raw(let bytes):
      _ = send(bytes)
      return false
    case .hold:
      _ = wire.clientLeaves(within: -1)
      return false
    case .close, .frames: return false
    }
  }

  private func head(_ reply: Reply, length: Int? = nil, adding more: [(String, String)] = []) -> [UInt8] {
    var text = "HTTP/1.1 \(reply.status) Reply\r\n"
    for (name, value) in reply.headers + more { text += "\(name): \(value)\r\n" }
    if let length, reply.status != 304, reply.status != 204 { text += "Content-Length: \(length)\r\n" }
    return Array((text + "\r\n").utf8)
  }

  private func send(_ bytes: [UInt8]) -> Bool { wire.write(bytes) }
}

extension [UInt8] {
  fileprivate func firstIndex(of pattern: [UInt8]) -> Int? {
    guard count >= pattern.count else { return nil }
    return (0...(count - pattern.count)).first { self[$0...].starts(with: pattern) }
  }
}
