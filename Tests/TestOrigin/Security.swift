// How a test origin receives connections: in the clear, or with TLS good or bad.

internal import CTestTLS

extension TestOrigin {
  /// What stands between TCP and HTTP.
  public enum Security: Sendable {
    /// Nothing.
    case none
    /// TLS 1.2 and 1.3 with an identity, and what ALPN may choose, best first; HTTP/2 is spoken where it chooses that.
    case tls(TestIdentity, protocols: [String] = ["h2", "http/1.1"])
    /// TLS 1.0 and nothing newer.
    case oldTLS(TestIdentity)
    /// Hangs up on the client's first bytes.
    case hangUp
    /// Never answers the client's first bytes.
    case silent
  }

  /// Which loopback address is listened to.
  public enum Family: Sendable, CaseIterable {
    /// 127.0.0.1.
    case v4
    /// ::1.
    case v6
  }
}

/// OpenSSL's side of an origin with TLS; shared by its connections, as `SSL_CTX` may be.
final class TLSServer: @unchecked Sendable {
  let pointer: OpaquePointer

  /// Nil where the origin is to have none.
  init?(_ security: TestOrigin.Security) throws {
    var names: [UInt8] = []
    let made: OpaquePointer?
    switch security {
    case .none, .hangUp, .silent: return nil
    case .oldTLS(let identity): made = nt_server_make(identity.pointer, &names, 0, 1)
    case .tls(let identity, let protocols):
      names = protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
      made = nt_server_make(identity.pointer, &names, names.count, 0)
    }
    guard let made else { throw TestOrigin.StartFailure(call: "OpenSSL") }
    pointer = made
  }

  deinit { nt_server_free(pointer) }
}
