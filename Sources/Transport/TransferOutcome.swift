// A finished transfer as an answer, or as a failure a person can act on.

internal import CCurl
internal import CShims
import Glibc
internal import News

/// Reads a transfer's end: libcurl's code, our callbacks' reason, and the times.
struct TransferOutcome {
  let result: Result<HopReply, FetchFailure>

  init(_ transfer: Transfer, _ code: CURLcode) {
    var status = 0
    var microseconds: Int64 = 0
    if let easy = transfer.handle?.pointer {
      _ = nf_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
      _ = nf_get_off(easy, CURLINFO_TOTAL_TIME_T, &microseconds)
    }
    let milliseconds = Int(microseconds / 1000)
    // The status says enough where it is no success, however long the page that explains it.
    let isExplained = if case .bodyTooLarge = transfer.stop { !(200..<300).contains(status) } else { false }
    if let failure = FetchFailure.proxy(transfer, code) {
      result = .failure(failure)
    } else if code == CURLE_OK, let failure = Self.silentFailure(transfer) {
      result = .failure(failure)
    } else if code == CURLE_OK || isExplained {
      result = .success(
        HopReply(status: status, headers: transfer.headers, body: transfer.body, milliseconds: milliseconds))
    } else {
      var failure = Self.failure(transfer, code, milliseconds)
      failure.metClosingConnection =
        failure.code == .connectionLost && transfer.headerBytes == 0 && Self.connectionsMade(transfer) == 0
      result = .failure(failure)
    }
  }

  private static func connectionsMade(_ transfer: Transfer) -> Int {
    var made = 0
    if let easy = transfer.handle?.pointer { _ = nf_get_long(easy, CURLINFO_NUM_CONNECTS, &made) }
    return made
  }

  /// What libcurl takes for an answer though it is none.
  private static func silentFailure(_ transfer: Transfer) -> FetchFailure? {
    guard transfer.headersEnded else {
      return FetchFailure(
        code: .connectionLost, url: transfer.request.url, "closed the connection before its header was complete")
    }
    // RFC 9112 section 6.3: where it ends is anyone's guess. The same length twice is forgiven.
    let lengths = transfer.headers.values("Content-Length")
    guard lengths.allSatisfy({ $0 == lengths[0] }) else {
      return FetchFailure(
        code: .protocolError, url: transfer.request.url, "does not answer in proper HTTP: it gives two lengths")
    }
    return nil
  }

  /// What libcurl has to say.
  static func reason(_ transfer: Transfer, _ code: CURLcode) -> String {
    let said = transfer.handle?.message ?? ""
    return said.isEmpty ? String(cString: curl_easy_strerror(code)) : said
  }

  private static func failure(_ transfer: Transfer, _ code: CURLcode, _ milliseconds: Int) -> FetchFailure {
    let url = transfer.request.url
    switch transfer.stop {
    case .bodyTooLarge:
      return FetchFailure(
        code: .tooLarge, url: url, "sends more than \(transfer.request.maxBodyBytes) bytes, counted decompressed")
    case .headersTooLarge: return headersTooLarge(transfer)
    case .refused(let address, let kind):
      // Where another address of the host was allowed and failed, the failure is that of the allowed one.
      if !transfer.hasTriedAllowedAddress { return .blocked(url, address.description, kind: kind) }
    case .refusedAgain:
      return FetchFailure(code: .connectionLost, url: url, "refuses the request, which was sent twice")
    case .noSocket(let error):
      if code == CURLE_COULDNT_CONNECT { return .noSocket(url, String(cString: strerror(error))) }
    case nil: break
    }
    let reason = reason(transfer, code)
    let way = transfer.usesProxy ? ", asked through the proxy in the settings" : ""
    func failure(_ kind: FetchFailure.Code, _ sentence: String) -> FetchFailure {
      FetchFailure(code: kind, url: url, "\(sentence)\(way): \(reason)")
    }
    switch code {
    // libcurl's own words where it has no descriptors for, or cannot start, the thread that looks a name up.
    case CURLE_COULDNT_RESOLVE_HOST where reason.contains("thread failed to start"): return .noSocket(url, reason)
    case CURLE_COULDNT_RESOLVE_HOST: return failure(.dns, "cannot be reached, its host name has no address")
    case CURLE_COULDNT_CONNECT: return failure(.connect, "accepts no connection")
    case CURLE_OPERATION_TIMEDOUT: return slow(transfer, milliseconds)
    case CURLE_SSL_CACERT_BADFILE: return failure(.tls, "was not asked, the certificate authorities cannot be used")
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_ISSUER_ERROR, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,
      CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CRL_BADFILE, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS,
      CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED:
      return failure(.tls, TLSFailure(transfer, reason).sentence)
    case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_SSL_SHUTDOWN_FAILED:
      return failure(.connectionLost, "closed the connection before the answer was complete")
    case _ where isEarlyEnd(code, reason):
      return failure(.connectionLost, "ended its answer before it was complete")
    case CURLE_PARTIAL_FILE, CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2_STREAM, CURLE_UNSUPPORTED_PROTOCOL,
      CURLE_BAD_CONTENT_ENCODING, CURLE_WRITE_ERROR:
      return failure(.protocolError, "does not answer in proper HTTP")
    case CURLE_URL_MALFORMAT: return failure(.badRequest, "is no address that can be asked for")
    case CURLE_OUT_OF_MEMORY where transfer.handle != nil && transfer.body.isEmpty:
      return headersTooLarge(transfer)  // how libcurl reports a single header line above its own 100 kB
    default: return failure(.internalError, "could not be fetched (libcurl \(code.rawValue))")
    }
  }

  /// Whether the origin ended a stream or its connection, for which libcurl has several codes. Error 1 is what libcurl's
  /// own side finds wrong with an answer.
  private static func isEarlyEnd(_ code: CURLcode, _ reason: String) -> Bool {
    code == CURLE_HTTP2 || reason.contains("HTTP/2 stream") && !reason.contains("(err 1)")
      || reason.hasPrefix("Send failure")
  }

  private static func headersTooLarge(_ transfer: Transfer) -> FetchFailure {
    FetchFailure(
      code: .headersTooLarge, url: transfer.request.url,
      "sends more than \(transfer.limits.maxHeaderBytes) bytes of header")
  }

  /// libcurl has one code for three limits; which it was shows in the times.
  private static func slow(_ transfer: Transfer, _ milliseconds: Int) -> FetchFailure {
    let limits = transfer.limits
    let url = transfer.request.url
    var requestStart: Int64 = 0
    if let easy = transfer.handle?.pointer { _ = nf_get_off(easy, CURLINFO_PRETRANSFER_TIME_T, &requestStart) }
    if requestStart == 0 {
      return FetchFailure(code: .timeout, url: url, "gave no connection within \(milliseconds) ms")
    }
    // libcurl rounds times of its own: one limit can end a transfer a moment before our clock says so, the other cannot
    // have ended it before its span was over.
    let wasSlow = milliseconds >= (limits.lowSpeedSeconds - 1) * 1000
    if !wasSlow || milliseconds + 20 >= transfer.request.timeoutMilliseconds {
      return FetchFailure(
        code: .timeout, url: url, "did not finish its answer within \(limits.totalTimeoutMilliseconds) ms")
    }
    return FetchFailure(
      code: .tooSlow, url: url,
      "sent less than \(limits.lowSpeedBytesPerSecond) bytes a second for \(limits.lowSpeedSeconds) s")
  }
}

extension FetchFailure {
  static func cancelled(_ url: WebAddress) -> FetchFailure {
    FetchFailure(code: .cancelled, url: url, "was given up, because the worker stops or no longer wants it")
  }

  static func noSocket(_ url: WebAddress, _ reason: String) -> FetchFailure {
    FetchFailure(
      code: .noSocket, url: url,
      "was not asked, because the worker could open no socket (\(reason)); ulimit -n or LimitNOFILE can permit more")
  }

  static func held(_ url: WebAddress) -> FetchFailure {
    FetchFailure(code: .held, url: url, "was not asked for, because its host asked to be left alone meanwhile")
  }

  static func blocked(_ url: WebAddress, _ address: String, kind: String) -> FetchFailure {
    FetchFailure(
      code: .blockedByPolicy, url: url,
      "leads to \(address) (\(kind)), which is blocked by policy; the settings' allow list can permit it")
  }
}
