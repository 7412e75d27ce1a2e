// One request on the wire: what is sent, what has come so far, and why it was stopped.

internal import CCurl
internal import News

/// One request of a fetch: one address, no redirects.
struct HopRequest: Sendable {
  var url: WebAddress
  var accept: String
  var validators: Validators?
  var headers: [(String, String)]
  var credential: Credential?
  var maxBodyBytes: Int
  var timeoutMilliseconds: Int
  /// Since the last start of a request to the host, where that is more than the limit.
  var spacingMilliseconds: Int? = nil
  /// Asks for what is new alone, where an ETag says since when.
  var acceptsDelta = false
  /// Takes no connection that was used before.
  var wantsNewConnection = false
}

extension HopRequest {
  /// Whether it sends the same header fields as another.
  func sendsFields(of other: HopRequest) -> Bool {
    accept == other.accept && validators == other.validators && acceptsDelta == other.acceptsDelta
      && credential == other.credential && headers.elementsEqual(other.headers, by: ==)
  }
}

/// The answer to one request.
struct HopReply: Sendable {
  var status: Int
  var headers: HeaderFields
  var body: [UInt8]
  var milliseconds: Int
}

/// A request from the moment it lines up until its answer is handed over; libcurl's callbacks write into it. Used on the
/// engine's queue only, hence `@unchecked Sendable`; what is set before it is handed to the queue is not touched there.
final class Transfer: @unchecked Sendable {
  /// Why our own callbacks stopped it; libcurl itself reports only that a callback did.
  enum Stop {
    case bodyTooLarge
    case headersTooLarge
    case refused(IPAddress, kind: String)
    case refusedAgain
    case noSocket(error: Int32)
  }

  /// Where it stands: the cancellation may come first, so that it must not begin any more.
  enum State { case new, waiting, onTheWire, ended }

  let request: HopRequest
  let limits: TransportLimits
  let addressGuard: AddressGuard
  /// With a proxy the sockets lead to it, so that addresses say nothing about the origin.
  let usesProxy: Bool
  /// Called once, on the queue.
  var finish: (Result<HopReply, FetchFailure>) -> Void = { _ in }
  var state = State.new
  /// Given by the engine when it lines up.
  var id: UInt64 = 0
  /// Present while on the wire.
  var handle: EasyHandle?

  private(set) var headers = HeaderFields()
  private(set) var body: [UInt8] = []
  private(set) var stop: Stop?
  /// Whether an address of the host passed the guard, so that a failed connection is the origin's trouble.
  private(set) var hasTriedAllowedAddress = false
  /// Bytes of header lines so far, over all blocks.
  private(set) var headerBytes = 0
  /// Whether the empty line behind the header has come.
  private(set) var headersEnded = false

  init(
    request: HopRequest, limits: TransportLimits, addressGuard: AddressGuard, usesProxy: Bool
  ) {
    self.request = request
    self.limits = limits
    self.addressGuard = addressGuard
    self.usesProxy = usesProxy
  }

  var port: Int { request.url.port ?? (request.url.scheme == "https" ? 443 : 80) }

  /// Takes decompressed body bytes; false ends the transfer. What is announced as too large is not waited for; not
  /// judged earlier, because the length in a 304 is that of a body which does not come.
  func receive(body bytes: UnsafeRawBufferPointer) -> Bool {
    headersEnded = true
    if body.isEmpty, let announced = headers["Content-Length"].flatMap({ Int($0) }) {
      guard announced <= request.maxBodyBytes else {
        stop = .bodyTooLarge
        return false
      }
      body.reserveCapacity(max(0, min(announced, 1 << 20)))  // no more on a mere announcement
    }
    guard body.count + bytes.count <= request.maxBodyBytes else {
      stop = .bodyTooLarge
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  /// Takes one header line; false ends the transfer. Every status line begins a new block, so that only the last one
  /// counts; lines after the block's end are trailers and count as bytes only.
  func receive(header line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    guard headerBytes <= limits.maxHeaderBytes else {
      stop = .headersTooLarge
      return false
    }
    if line.starts(with: "HTTP/".utf8) {
      headers.removeAll()
      headersEnded = false
    } else if line.allSatisfy({ $0 == 0x0D || $0 == 0x0A }) {
      headersEnded = true
    } else if !headersEnded {
      headers.append(line: line)
    }
    return true
  }

  /// Whether the request may be sent to the address. libcurl by itself sends a request again that was refused
  /// unprocessed, on five further connections, where one is considerate. Old connections found dead are not counted.
  func maySend(to address: IPAddress?, connectionsMade: Int) -> Bool {
    guard mayConnect(to: address, port: port) else { return false }
    guard connectionsMade <= 2 else {
      stop = .refusedAgain
      return false
    }
    return true
  }

  /// The system gave no socket.
  func missSocket(_ error: Int32) { stop = .noSocket(error: error) }

  /// Whether a socket may be opened to, or a request sent to, the address.
  func mayConnect(to address: IPAddress?, port: Int) -> Bool {
    guard !usesProxy else { return true }
    guard let address else { return false }  // a family that is neither IPv4 nor IPv6
    if case .refused(let kind) = addressGuard.verdict(address, port: port, host: request.url.host) {
      stop = .refused(address, kind: kind)
      return false
    }
    hasTriedAllowedAddress = true
    return true
  }
}
