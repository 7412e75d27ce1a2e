// Whether a transfer failed at the settings' proxy, of which the origin knows nothing.

internal import CCurl
internal import CShims
internal import News

extension FetchFailure {
  /// The proxy's failure, if that is what ended the transfer.
  static func proxy(_ transfer: Transfer, _ code: CURLcode) -> FetchFailure? {
    guard transfer.usesProxy, transfer.stop == nil, let handle = transfer.handle else { return nil }
    var answer = 0  // to CONNECT
    var status = 0
    var connected: Int64 = 0
    var shaken: Int64 = 0
    _ = nf_get_long(handle.pointer, CURLINFO_HTTP_CONNECTCODE, &answer)
    _ = nf_get_long(handle.pointer, CURLINFO_RESPONSE_CODE, &status)
    _ = nf_get_off(handle.pointer, CURLINFO_CONNECT_TIME_T, &connected)
    _ = nf_get_off(handle.pointer, CURLINFO_APPCONNECT_TIME_T, &shaken)
    let url = transfer.request.url
    let isTunnel = url.scheme == "https"
    func failure(_ sentence: String) -> FetchFailure {
      FetchFailure(code: .proxy, url: url, "was not reached, because the proxy in the settings " + sentence)
    }
    if answer == 407 || !isTunnel && status == 407 {
      return failure("asks for a user name and password, which belong into its address")
    }
    let reason = TransferOutcome.reason(transfer, code)
    switch code {
    case CURLE_OK: return nil
    case CURLE_COULDNT_RESOLVE_PROXY: return failure("has a name without an address: \(reason)")
    case CURLE_COULDNT_CONNECT: return failure("accepts no connection: \(reason)")
    case CURLE_PROXY: return failure("does not do its part: \(reason)")
    case CURLE_OPERATION_TIMEDOUT where connected == 0: return failure("gave no connection in time: \(reason)")
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION:
      guard handle.speaksTLSToProxy, answer == 0 else { return nil }
      return failure(TLSFailure(transfer, reason, isProxy: true).sentence + ": \(reason)")
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING:
      if answer != 0, !(200..<300).contains(answer) { return failure("answers \(answer) when asked to connect") }
      return isTunnel && shaken == 0 ? failure("closed the connection: \(reason)") : nil
    default: return nil
    }
  }
}
