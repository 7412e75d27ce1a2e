// The room's door: fetches as async calls, redirects followed by hand.

import Dispatch
import Glibc
public import News

/// An HTTP client for polling: considerate, bounded, and closed to the worker's own network.
///
/// libcurl runs on one serial queue. A fetch suspends its caller, wherever that runs; cancelling the calling task ends
/// its transfer at once.
public final class HTTPClient: Sendable {
  private let queue = DispatchQueue(label: "newsfold.transport")
  private let engine: TransferEngine
  private let limits: TransportLimits
  private let now: @Sendable () -> Instant

  /// A client. Nothing is read from the environment, netrc or proxy settings included.
  ///
  /// - Parameters:
  ///   - limits: bounds of time, size and number.
  ///   - guard: which addresses may be connected to. Behind a proxy, which connects in the worker's place, it sees only
  ///     hosts written as addresses and `localhost`.
  ///   - userAgent: `product/version (+address)`; who asks, and where to complain.
  ///   - proxy: a proxy's address as libcurl reads it, or nil for none.
  ///   - caFile: a PEM file of certificate authorities trusted in addition to the system's, read once, here; for
  ///     origins of one's own. Certificates are always verified.
  ///   - now: the clock `Retry-After` and `Expires` are measured by where an answer has no `Date`.
  /// - Throws: `Refusal` `bad-user-agent` or `bad-proxy` where one holds line ends, `bad-ca-file` where the
  ///   file cannot be read or holds no certificate, `no-libcurl` or `no-epoll` where the system gives none.
  public init(
    limits: TransportLimits = TransportLimits(), guard: AddressGuard = AddressGuard(), userAgent: String,
    proxy: String? = nil, caFile: String? = nil, now: @escaping @Sendable () -> Instant = HTTPClient.systemClock
  ) throws(Refusal) {
    guard !userAgent.isEmpty, Self.isFieldValue(userAgent) else {
      throw Refusal(code: "bad-user-agent", message: "the user agent must be one line of text that says who asks")
    }
    guard proxy.map({ !$0.isEmpty && Self.isFieldValue($0) }) ?? true else {
      throw Refusal(code: "bad-proxy", message: "the proxy must be one address, such as http://proxy.example:3128")
    }
    engine = try TransferEngine(
      queue: queue, limits: limits, addressGuard: `guard`, userAgent: userAgent, proxy: proxy,
      caFile: caFile)
    self.limits = limits
    self.now = now
  }

  deinit {
    let engine = engine
    queue.async { engine.shutDown() }
  }

  /// Fetches an address, following redirects. Any status is an answer; a 304 too.
  ///
  /// An answer that asks to be left alone (429 or 503 with Retry-After) sends home all that wait in line for its host,
  /// which fail as ``FetchFailure/Code/held``; what is fetched later is the caller's business.
  ///
  /// - Throws: ``FetchFailure`` where no answer came, the answer broke a bound, or the guard refused the address.
  public nonisolated(nonsending) func fetch(_ request: FetchRequest) async throws(FetchFailure) -> FetchResponse {
    try Self.check(request)
    let course = FetchCourse(of: request, limits: limits)
    repeat {
      course.take(await perform(course.transfer(by: engine)))
      // Each address is a new request, with rules of its own.
      if let objection = course.objection, let target = course.redirectTarget, let refusal = await objection(target) {
        throw FetchFailure(code: .init(rawValue: refusal.code), message: refusal.message)
      }
    } while course.goesOn
    return try course.response(receivedAt: now())
  }

  /// Ends all transfers, whose fetches fail as cancelled, and closes all connections. Later fetches fail likewise.
  public nonisolated(nonsending) func shutdown() async {
    await withCheckedContinuation { continuation in
      queue.async { [engine] in
        engine.shutDown()
        continuation.resume()
      }
    }
  }

  @inline(never)
  private static func check(_ request: FetchRequest) throws(FetchFailure) {
    for (name, value) in request.headers where !isToken(name) || !isFieldValue(value) {
      throw FetchFailure(
        code: .badRequest, url: request.url, "cannot be asked for with the header \(name): it is no header")
    }
  }

  private nonisolated(nonsending) func perform(_ transfer: Transfer) async -> Result<HopReply, FetchFailure> {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        transfer.finish = { continuation.resume(returning: $0) }
        queue.async { [engine] in engine.start(transfer) }
      }
    } onCancel: {
      queue.async { [engine] in engine.cancel(transfer) }
    }
  }

  /// The system's clock.
  public static let systemClock: @Sendable () -> Instant = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  private static func isFieldValue(_ text: String) -> Bool { text.utf8.allSatisfy { $0 >= 32 && $0 != 127 || $0 == 9 } }

  /// RFC 9110 section 5.6.2.
  private static func isToken(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        $0 >= 48 && $0 <= 57 || ($0 | 32) >= 97 && ($0 | 32) <= 122 || "!#$%&'*+-.^_`|~".utf8.contains($0)
      }
  }
}
