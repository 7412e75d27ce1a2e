// A fetch on its way from address to address: what to send next, and what becomes of the answer.

internal import News

/// The state of one fetch. An object whose methods are never inlined, so that a suspended fetch keeps one reference:
/// else its task would hold room for each of the values below, 2 kB in all.
final class FetchCourse {
  private let request: FetchRequest
  private let limits: TransportLimits
  private var chain: RedirectChain
  private var spentMilliseconds = 0
  private var wantsNewConnection = false
  private var last: Result<HopReply, FetchFailure>
  /// Whether there is another request to send.
  private(set) var goesOn = true

  @inline(never)
  init(of request: FetchRequest, limits: TransportLimits) {
    self.request = request
    self.limits = limits
    chain = RedirectChain(from: request.url, limit: limits.maxRedirects)
    last = .failure(.cancelled(request.url))
  }

  /// The request to send now, or once more. What belongs to an address or an origin is sent there and nowhere else.
  @inline(never)
  func transfer(by engine: TransferEngine) -> Transfer {
    let url = chain.url
    let isHome = url == request.url || url.origin == request.url.origin
    // Compared without user name and password, which whoever remembers validators does not keep.
    let home = request.validatorsURL ?? request.url
    let isKnown = request.validators != nil && (url == home || url.description == home.description)
    var hop = HopRequest(
      url: url, accept: request.accept, validators: isKnown ? request.validators : nil,
      headers: isHome ? request.headers : [], credential: isHome ? request.credential : nil,
      maxBodyBytes: request.maxBodyBytes, timeoutMilliseconds: limits.totalTimeoutMilliseconds - spentMilliseconds,
      spacingMilliseconds: url.host == request.url.host ? request.spacingMilliseconds : nil,
      acceptsDelta: request.acceptsDelta)
    hop.wantsNewConnection = wantsNewConnection
    return engine.transfer(for: hop)
  }

  /// Takes how the request ended.
  @inline(never)
  func take(_ result: Result<HopReply, FetchFailure>) {
    goesOn = false
    // libcurl does so by itself over HTTP/1.1, and not over HTTP/2.
    if case .failure(let failure) = result, failure.metClosingConnection, !wantsNewConnection {
      goesOn = true
      wantsNewConnection = true
      return
    }
    wantsNewConnection = false
    do throws(FetchFailure) {
      let reply = try result.get()
      spentMilliseconds += reply.milliseconds
      goesOn = try chain.step(status: reply.status, headers: reply.headers) != .answer
      last = .success(reply)
    } catch {
      last = .failure(error)
    }
  }

  /// Where a redirect leads that is to be followed now; nil where it is none.
  var redirectTarget: WebAddress? { goesOn && !wantsNewConnection ? chain.url : nil }
  /// Whether the target may be asked, as the caller sees it.
  var objection: (@Sendable (WebAddress) async -> Refusal?)? { request.objection }

  /// What became of the fetch, once it does not go on.
  @inline(never)
  func response(receivedAt: Instant) throws(FetchFailure) -> FetchResponse {
    let reply = try last.get()
    return FetchResponse(
      status: reply.status, headers: reply.headers, body: reply.body, finalURL: chain.url, redirects: chain.hops,
      elapsedMilliseconds: spentMilliseconds, receivedAt: receivedAt)
  }
}
