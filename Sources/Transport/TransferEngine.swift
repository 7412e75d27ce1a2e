// libcurl's multi interface, driven by one serial queue: sockets through one epoll set, time through one timer.

internal import CCurl
internal import CShims
import Dispatch
internal import News

/// Runs transfers. Not an actor, because libcurl calls back into it synchronously; every method but
/// ``transfer(for:)`` runs on `queue`, hence `@unchecked Sendable`.
///
/// Whatever happens on the queue ends in ``settle()``, which starts who may, does what libcurl wants done at once and
/// hands over what has ended: once for many events, since waking threads costs more than the events themselves.
final class TransferEngine: @unchecked Sendable {
  private let queue: DispatchQueue
  private let limits: TransportLimits
  private let addressGuard: AddressGuard
  private let userAgent: String
  private let proxy: String?
  private let authorities: TrustedAuthorities
  private let multi: UnsafeMutableRawPointer
  private let timer: any DispatchSourceTimer
  private let watcher: SocketWatcher

  private var lastID: UInt64 = 0
  private var transfers: [UInt64: Transfer] = [:]
  private var admission: AdmissionQueue
  private var spareHandles: [EasyHandle] = []
  private var isShutDown = false
  /// What has ended since the last settling.
  private var ended: [(Transfer, Result<HopReply, FetchFailure>)] = []
  private var willSettle = false

  /// When libcurl wants to be called, and when the timer will fire, in nanoseconds of `DispatchTime`. The timer may
  /// fire early, which costs less than setting it anew each time libcurl moves its next time out.
  private var wanted: UInt64?
  private var armed: UInt64?
  /// libcurl asked to be called at once, which it must not be from within its own callback.
  private var isDue = false

  init(
    queue: DispatchQueue, limits: TransportLimits, addressGuard: AddressGuard, userAgent: String, proxy: String?,
    caFile: String? = nil
  ) throws(Refusal) {
    authorities = try TrustedAuthorities(caFile: caFile)
    guard let watcher = SocketWatcher(queue: queue) else {
      throw Refusal(code: "no-epoll", message: "no epoll set could be made")
    }
    self.watcher = watcher
    guard Self.isLibraryReady, let multi = curl_multi_init() else {
      throw Refusal(code: "no-libcurl", message: "libcurl could not be initialised")
    }
    self.queue = queue
    self.limits = limits
    self.addressGuard = addressGuard
    self.userAgent = userAgent
    self.proxy = proxy
    self.multi = multi
    admission = AdmissionQueue(
      maxTotal: limits.maxConnections, maxPerHost: limits.maxPerHost,
      spacing: Self.nanoseconds(limits.hostSpacingMilliseconds))
    timer = DispatchSource.makeTimerSource(queue: queue)
    timer.setEventHandler { @Sendable [weak self] in self?.timerFired() }
    timer.schedule(deadline: .distantFuture)
    timer.activate()
    watcher.start(
      ready: { [weak self] socket, mask in self?.act(socket, mask) }, settle: { [weak self] in self?.settle() })

    let me = Unmanaged.passUnretained(self).toOpaque()
    _ = nf_multi_set_long(multi, CURLMOPT_MAXCONNECTS, limits.maxConnections)
    _ = nf_multi_set_pointer(multi, CURLMOPT_SOCKETDATA, me)
    _ = nf_multi_set_pointer(multi, CURLMOPT_TIMERDATA, me)
    _ = nf_multi_set_socket(multi) { _, socket, what, context, _ in
      Unmanaged<TransferEngine>.fromOpaque(context!).takeUnretainedValue().watcher.update(socket, what)
      return 0
    }
    _ = nf_multi_set_timer(multi) { _, milliseconds, context in
      Unmanaged<TransferEngine>.fromOpaque(context!).takeUnretainedValue().schedule(milliseconds)
      return 0
    }
  }

  private static let isLibraryReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

  /// A transfer to be started; may be made anywhere.
  func transfer(for request: HopRequest) -> Transfer {
    Transfer(request: request, limits: limits, addressGuard: addressGuard, usesProxy: proxy != nil)
  }

  /// Lines up a transfer. Its `finish` is called once, on the queue and not from here.
  func start(_ transfer: Transfer) {
    dispatchPrecondition(condition: .onQueue(queue))
    let url = transfer.request.url
    if isShutDown || transfer.state != .new { return end(transfer, .failure(.cancelled(url))) }
    if proxy != nil, case .refused(let kind) = addressGuard.verdict(host: url.host, port: transfer.port) {
      return end(transfer, .failure(.blocked(url, url.host, kind: kind)))
    }
    lastID += 1
    transfer.id = lastID
    transfer.state = .waiting
    transfers[transfer.id] = transfer
    admission.enter(
      transfer.id, host: url.host, spacing: Self.nanoseconds(transfer.request.spacingMilliseconds ?? 0))
    settleSoon()
  }

  /// Ends a transfer wherever it is, even if it has yet to be started; nothing happens if it has ended already.
  func cancel(_ transfer: Transfer) {
    dispatchPrecondition(condition: .onQueue(queue))
    switch transfer.state {
    case .new: transfer.state = .ended
    case .waiting:
      admission.leave(transfer.id, host: transfer.request.url.host)
      end(transfer, .failure(.cancelled(transfer.request.url)))
    case .onTheWire:
      release(transfer)
      end(transfer, .failure(.cancelled(transfer.request.url)))
    case .ended: break
    }
  }

  /// Ends the transfers that wait in line for a host which has asked to be left alone.
  private func sendHome(host: String) {
    let waiting = transfers.values.filter { $0.state == .waiting && $0.request.url.host == host }
    for transfer in waiting.sorted(by: { $0.id < $1.id }) {
      admission.leave(transfer.id, host: host)
      end(transfer, .failure(.held(transfer.request.url)))
    }
  }

  /// Ends all transfers and gives everything back; later ones fail as cancelled.
  func shutDown() {
    guard !isShutDown else { return }
    isShutDown = true
    for id in transfers.keys.sorted() { if let transfer = transfers[id] { cancel(transfer) } }
    spareHandles = []
    curl_multi_cleanup(multi)
    timer.cancel()
    watcher.stop()
    handOver()
  }

  /// A socket was opened for libcurl.
  func open(_ socket: Int32) { watcher.open(socket) }

  /// libcurl is done with a socket.
  func close(_ socket: Int32) { watcher.close(socket) }

  // MARK: from beginning to end

  private func startWhoMay() {
    while !isShutDown, let id = admission.next(now: DispatchTime.now().uptimeNanoseconds) {
      guard let transfer = transfers[id] else { continue }
      begin(transfer)
    }
  }

  private func begin(_ transfer: Transfer) {
    transfer.state = .onTheWire
    let handle =
      spareHandles.popLast()
      ?? EasyHandle(
        limits: limits, userAgent: userAgent, proxy: proxy, authorities: authorities,
        engine: self)
    guard let handle else { return complete(transfer, CURLE_FAILED_INIT) }
    transfer.handle = handle
    let result = handle.prepare(transfer)
    guard result == CURLE_OK else { return complete(transfer, result) }
    guard curl_multi_add_handle(multi, handle.pointer) == CURLM_OK else {
      return complete(transfer, CURLE_FAILED_INIT)
    }
  }

  private func complete(_ transfer: Transfer, _ result: CURLcode) {
    let outcome = TransferOutcome(transfer, result)
    // Before the place that gets free is given to the next in line.
    if case .success(let reply) = outcome.result, reply.status == 429 || reply.status == 503,
      CacheHeaders(reply.headers, receivedAt: HTTPClient.systemClock()).retryAfterSeconds ?? 0 > 0
    {
      sendHome(host: transfer.request.url.host)
    }
    release(transfer)
    end(transfer, outcome.result)
  }

  /// Takes a transfer off the wire.
  private func release(_ transfer: Transfer) {
    admission.end(host: transfer.request.url.host)
    guard let handle = transfer.handle else { return }
    transfer.handle = nil
    curl_multi_remove_handle(multi, handle.pointer)
    if spareHandles.count < limits.maxConnections { spareHandles.append(handle) }
  }

  private func end(_ transfer: Transfer, _ result: Result<HopReply, FetchFailure>) {
    transfer.state = .ended
    transfers[transfer.id] = nil
    ended.append((transfer, result))
    settleSoon()
  }

  // MARK: settling

  /// Behind whatever is queued already, so that starts that come in together are settled together.
  private func settleSoon() {
    guard !willSettle else { return }
    willSettle = true
    queue.async { self.settle() }
  }

  private func settle() {
    willSettle = true
    startWhoMay()
    performWhatIsDue()
    if let time = admission.nextTime, !isShutDown { arm(time) }
    willSettle = false
    handOver()
  }

  private func handOver() {
    let ended = ended
    self.ended = []
    for (transfer, result) in ended { transfer.finish(result) }
  }

  // MARK: libcurl's events

  private func act(_ socket: Int32, _ mask: Int32) {
    guard !isShutDown else { return }
    var running: Int32 = 0
    curl_multi_socket_action(multi, socket, mask, &running)
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
      let result = nf_message_result(message)  // the message is gone once the handle is removed
      var context: UnsafeMutableRawPointer?
      _ = nf_get_pointer(easy, CURLINFO_PRIVATE, &context)
      guard let context else { continue }
      complete(Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue(), result)
    }
  }

  private func performWhatIsDue() {
    // Bounded, so that a libcurl that is always due cannot keep the queue from its sockets.
    var rounds = 0
    while isDue, rounds < 16, !isShutDown {
      isDue = false
      rounds += 1
      act(CURL_SOCKET_TIMEOUT, 0)
      startWhoMay()
    }
    if isDue { arm(DispatchTime.now().uptimeNanoseconds) }
  }

  private func schedule(_ milliseconds: Int) {
    isDue = milliseconds == 0
    guard milliseconds > 0 else { return wanted = nil }
    let time = DispatchTime.now().uptimeNanoseconds + UInt64(milliseconds) * 1_000_000
    wanted = time
    arm(time)
  }

  private func arm(_ time: UInt64) {
    guard armed.map({ time < $0 }) ?? true else { return }
    armed = time
    timer.schedule(deadline: DispatchTime(uptimeNanoseconds: time), leeway: .milliseconds(1))
  }

  private func timerFired() {
    armed = nil
    if let wanted, !isDue {
      if wanted <= DispatchTime.now().uptimeNanoseconds { isDue = true } else { arm(wanted) }
    }
    settle()
  }

  /// What is longer than thirty years is that, so that times can be added.
  private static func nanoseconds(_ milliseconds: Int) -> UInt64 {
    UInt64(min(max(0, milliseconds), 1 << 40)) * 1_000_000
  }
}
