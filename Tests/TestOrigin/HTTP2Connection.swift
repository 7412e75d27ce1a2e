// One HTTP/2 connection of the test origin: enough of RFC 9113 to answer, and to answer wrongly.

/// Serves streams one after another, in the order their requests are complete. Of flow control it knows nothing: an
/// answer has to fit into the window a client begins with, 65,535 bytes.
struct HTTP2Connection {
  let wire: Wire
  let number: Int
  let answer: (ReceivedRequest) -> Reply

  /// Serves until either side has had enough.
  func serve() {
    var pending: [UInt8] = []
    guard let preface = take(24, &pending), preface.elementsEqual("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8),
      send(RawFrame(type: RawFrame.settings))
    else { return }
    var decoder = HPACKDecoder()
    var block: [UInt8] = []
    while let frame = receive(&pending) {
      switch frame.type {
      case RawFrame.settings where frame.flags & RawFrame.last == 0:
        guard send(RawFrame(type: RawFrame.settings, flags: RawFrame.last)) else { return }
      case RawFrame.ping where frame.flags & RawFrame.last == 0:
        guard send(RawFrame(type: RawFrame.ping, flags: RawFrame.last, payload: frame.payload)) else { return }
      case RawFrame.headers, RawFrame.continuation:
        block += frame.fragment
        guard frame.flags & RawFrame.endHeaders != 0 else { continue }
        guard let fields = decoder.decode(block) else { return }
        block = []
        let request = ReceivedRequest(fields: fields, connection: number)
        guard deliver(answer(request), on: frame.stream) else { return }
      default: break
      }
    }
  }

  /// Returns whether the connection can go on.
  private func deliver(_ reply: Reply, on stream: UInt32) -> Bool {
    let isEmpty = reply.body.isEmpty || reply.status == 304 || reply.status == 204
    switch reply.delivery {
    case .whole:
      let length = ("content-length", String(reply.body.count))
      return sendHead(reply, adding: isEmpty ? [] : [length], on: stream, last: isEmpty)
        && (isEmpty || sendBody(reply.body[...], on: stream))
    case .chunked(let size, let trailers):
      guard sendHead(reply, on: stream) else { return false }
      for start in stride(from: 0, to: reply.body.count, by: size) {
        let part = Array(reply.body[start..<min(start + size, reply.body.count)])
        guard send(RawFrame(type: RawFrame.data, stream: stream, payload: part)) else { return false }
      }
      return sendFields(trailers, on: stream, last: true)
    case .frames(let script):
      for frame in script { guard send(frame, of: reply, on: stream) else { return false } }
      return true
    case .hold: return true
    case .cut, .trickle, .endlessBody, .endlessHeaders, .raw, .close: return false  // HTTP/1.1's own ways to go wrong
    }
  }

  private func send(_ frame: HTTP2Frame, of reply: Reply, on stream: UInt32) -> Bool {
    switch frame {
    case .headers(let last): sendHead(reply, on: stream, last: last)
    case .data(let bytes, let last):
      send(RawFrame(type: RawFrame.data, flags: last ? RawFrame.last : 0, stream: stream, payload: bytes))
    case .reset(let code): send(RawFrame(type: RawFrame.reset, stream: stream, payload: RawFrame.number(code)))
    case .goAway(let seen, let code):
      send(
        RawFrame(
          type: RawFrame.goAway,
          payload: RawFrame.number(seen ? stream : stream - min(stream, 2)) + RawFrame.number(code)
        ))
    case .raw(let type, let flags, let stream, let payload):
      send(RawFrame(type: type, flags: flags, stream: stream, payload: payload))
    case .close: false
    }
  }

  private func sendHead(
    _ reply: Reply, adding more: [(String, String)] = [], on stream: UInt32, last: Bool = false
  ) -> Bool {
    sendFields([(":status", String(reply.status))] + reply.headers + more, on: stream, last: last)
  }

  private func sendFields(_ fields: [(String, String)], on stream: UInt32, last: Bool) -> Bool {
    let flags = RawFrame.endHeaders | (last ? RawFrame.last : 0)
    return send(RawFrame(type: RawFrame.headers, flags: flags, stream: stream, payload: hpackEncoded(fields)))
  }

  private func sendBody(_ body: ArraySlice<UInt8>, on stream: UInt32) -> Bool {
    var rest = body
    repeat {
      let part = Array(rest.prefix(16_384))
      rest = rest.dropFirst(part.count)
      let flags = rest.isEmpty ? RawFrame.last : 0
      guard send(RawFrame(type: RawFrame.data, flags: flags, stream: stream, payload: part)) else { return false }
    } while !rest.isEmpty
    return true
  }

  private func send(_ frame: RawFrame) -> Bool { wire.write(frame.bytes) }

  private func receive(_ pending: inout [UInt8]) -> RawFrame? {
    guard let head = take(9, &pending) else { return nil }
    let size = Int(head[0]) << 16 | Int(head[1]) << 8 | Int(head[2])
    guard let payload = take(size, &pending) else { return nil }
    let stream = head[5...].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    return RawFrame(type: head[3], flags: head[4], stream: stream, payload: payload)
  }

  private func take(_ count: Int, _ pending: inout [UInt8]) -> [UInt8]? {
    while pending.count < count {
      guard let more = wire.read() else { return nil }
      pending += more
    }
    defer { pending.removeFirst(count) }
    return Array(pending[..<count])
  }
}
