// Certificates for test origins, made on the spot: one private authority, and identities good and bad.

internal import CTestTLS
import Glibc

/// A certificate authority that nobody knows but who is given ``file``.
public final class TestAuthority: Sendable {
  /// What is wrong with an identity's certificate.
  public enum Flaw: String, Sendable, CaseIterable {
    /// Nothing: it is good for 127.0.0.1, ::1 and localhost.
    case none
    /// It ended yesterday.
    case expired
    /// It begins tomorrow.
    case notYetValid
    /// It is for another host.
    case otherHost
    /// It vouches for itself.
    case selfSigned
    /// Another authority has issued it.
    case unknownAuthority
  }

  /// The authority's certificate as a PEM file, which goes when the authority does.
  public let file: String
  private let authority: TestIdentity

  /// Makes an authority.
  public init() throws {
    authority = try TestIdentity("Test Authority", issuer: nil, for: nil)
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/test-authority-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw TestOrigin.StartFailure(call: "mkstemp") }
    close(descriptor)
    file = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    guard nt_identity_write(authority.pointer, file) == 0 else { throw TestOrigin.StartFailure(call: "write") }
  }

  deinit { unlink(file) }

  /// An identity with or without a flaw.
  public func identity(_ flaw: Flaw = .none) throws -> TestIdentity {
    let day = 86_400
    let here = "IP:127.0.0.1,IP:::1,DNS:localhost"
    return switch flaw {
    case .none: try TestIdentity("Origin", issuer: authority, for: here)
    case .expired: try TestIdentity("Origin", issuer: authority, for: here, from: -2 * day, until: -day)
    case .notYetValid: try TestIdentity("Origin", issuer: authority, for: here, from: day, until: 2 * day)
    case .otherHost: try TestIdentity("Origin", issuer: authority, for: "DNS:other.example")
    case .selfSigned: try TestIdentity("Origin", issuer: nil, for: here)
    case .unknownAuthority:
      try TestIdentity("Origin", issuer: try TestIdentity("Other Authority", issuer: nil, for: nil), for: here)
    }
  }
}

/// A certificate with its key. Never changed once made, hence `@unchecked Sendable`.
public final class TestIdentity: @unchecked Sendable {
  let pointer: OpaquePointer

  /// Signed by `issuer`, or by itself; `names` nil makes it an authority.
  init(
    _ name: String, issuer: TestIdentity?, for names: String?, from: Int = -3600, until: Int = 86_400
  ) throws {
    guard let pointer = nt_identity_make(name, issuer?.pointer, names, from, until) else {
      throw TestOrigin.StartFailure(call: "OpenSSL")
    }
    self.pointer = pointer
  }

  deinit { nt_identity_free(pointer) }
}
