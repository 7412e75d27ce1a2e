// What a failed TLS handshake means to a person, told from what the TLS library says about it.

internal import CCurl
internal import CShims

/// The usual causes. libcurl has one code for most of them, so that the words decide; those of OpenSSL and of GnuTLS are
/// known, and whatever they say is shown behind the sentence.
enum TLSFailure: CaseIterable {
  case expired
  case notYetValid
  case otherHost
  case selfSigned
  case unknownAuthority
  case notTLS
  case outdated
  case brokenOff
  case other

  /// - Parameters:
  ///   - reason: what libcurl says.
  ///   - verification: `CURLINFO_SSL_VERIFYRESULT`. With GnuTLS the words name no cause, and this holds its flags.
  init(reason: String, verification: Int = 0) {
    let text = reason.lowercased()
    if text.contains("certificate verification failed. cafile:") {
      let flags: [(Int, TLSFailure)] = [
        (1 << 10, .expired), (1 << 9, .notYetValid), (1 << 6 | 1 << 7, .unknownAuthority),
      ]
      self = flags.first { verification & $0.0 != 0 }?.1 ?? .other
    } else {
      self = Self.allCases.first { $0.words.contains { text.contains($0) } } ?? .other
    }
  }

  /// How the sentence that begins with the address goes on.
  var sentence: String {
    switch self {
    case .expired: "has a certificate that has expired; its operator has to renew it"
    case .notYetValid: "has a certificate that is not valid yet; is this machine's clock right?"
    case .otherHost: "has a certificate for another host name"
    case .selfSigned:
      "has a self-signed certificate, which no authority vouches for; the settings' file of authorities can name it"
    case .unknownAuthority:
      "has a certificate of an authority unknown here, or leaves out one in between; the settings' file of authorities "
        + "can name it"
    case .notTLS: "does not speak TLS at this port; its address may begin with http instead"
    case .outdated: "speaks only versions or ciphers of TLS that are too old to be trusted"
    case .brokenOff: "broke off the TLS handshake"
    case .other: "cannot be trusted over TLS"
    }
  }

  /// Words that give it away, lower case; earlier cases win.
  private var words: [String] {
    switch self {
    case .expired: ["has expired", "certificate expired", "date has passed"]
    case .notYetValid: ["not yet valid", "not activated"]
    case .otherHost: ["subject name matches", "does not match target host", "does not match", "hostname mismatch"]
    case .selfSigned: ["self-signed certificate", "self signed certificate"]
    case .unknownAuthority:
      ["unable to get local issuer", "unable to get issuer", "unable to verify the first", "issuer is unknown"]
    case .notTLS: ["wrong version number", "unexpected tls packet", "packet length too long", "http request"]
    case .outdated:
      [
        "protocol version", "unsupported protocol", "version too low", "legacy sigalg", "dh key too small",
        "unsupported version", "ee key too small", "no ciphers",
      ]
    case .brokenOff:
      [
        "ssl_error_syscall", "unexpected eof", "connection reset", "alert handshake failure", "recv failure",
        "non-properly terminated",
      ]
    case .other: []
    }
  }
}

extension TLSFailure {
  /// The failure of a transfer, or of its way to the proxy.
  init(_ transfer: Transfer, _ reason: String, isProxy: Bool = false) {
    var verification = 0
    if let easy = transfer.handle?.pointer {
      _ = nf_get_long(easy, isProxy ? CURLINFO_PROXY_SSL_VERIFYRESULT : CURLINFO_SSL_VERIFYRESULT, &verification)
    }
    self.init(reason: reason, verification: verification)
  }
}
