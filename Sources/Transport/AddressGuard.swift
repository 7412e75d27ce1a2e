// Which addresses may be connected to: the public internet, and what the settings allow by name or range.

public import News

/// The wall between feeds and the worker's own network. It is asked about the address a socket is about to be opened
/// to, so that redirects, odd spellings and names that point inwards all meet it.
public struct AddressGuard: Sendable, Equatable {
  /// A judgement.
  public enum Verdict: Equatable, Sendable {
    /// May be connected to.
    case allowed
    /// May not, being in a range of this kind, such as `loopback`.
    case refused(kind: String)
  }

  private enum Subject: Equatable {
    case range(AddressRange)
    case host(String)
  }
  private struct Exception: Equatable {
    var subject: Subject
    var port: Int?
  }
  private var exceptions: [Exception] = []

  /// A guard that lets only public addresses through.
  public init() {}

  /// A guard with exceptions. Each names an address (`127.0.0.1`), a range (`10.0.0.0/8`) or a host as it stands in the
  /// URL (`bridge.local`), each with a port (`[::1]:8080`) or for all ports.
  ///
  /// - Throws: `Refusal` `bad-allow-entry` with the entry that cannot be read.
  public init(allow: [String]) throws(Refusal) {
    for entry in allow {
      guard let exception = Self.exception(entry) else {
        throw Refusal(
          code: "bad-allow-entry",
          message: "\(DisplayText.line(entry)) is no address, range or host name; write 127.0.0.1, 10.0.0.0/8, "
            + "bridge.local or one of these with a port, as in [::1]:8080")
      }
      exceptions.append(exception)
    }
  }

  /// Judges a connection.
  ///
  /// - Parameters:
  ///   - address: the address about to be connected.
  ///   - port: its port.
  ///   - host: the host as it stands in the URL, lower case.
  public func verdict(_ address: IPAddress, port: Int, host: String) -> Verdict {
    // The kernel connects ::ffff:a.b.c.d to a.b.c.d, so an exception for the one is an exception for the other.
    let plain = address.mapped ?? address
    // Behind a permitted NAT64 or 6to4 prefix still lies an address that has to be permitted itself.
    if let inner = plain.translated, case .refused(let kind) = verdict(inner, port: port, host: host) {
      return .refused(kind: kind)
    }
    guard let kind = SpecialRanges.kind(of: address) else { return .allowed }
    return isException(plain, port: port, host: host) ? .allowed : .refused(kind: kind)
  }

  /// Judges a host before any name is resolved: addresses and `localhost` are known at once, names pass. Needed where a
  /// proxy connects in the worker's place.
  func verdict(host: String, port: Int) -> Verdict {
    let name = host.hasSuffix(".") ? String(host.dropLast()) : host
    if name == "localhost" || name.hasSuffix(".localhost") {
      return verdict(IPAddress(v4: 0x7F00_0001), port: port, host: host)
    }
    return IPAddress(host: name).map { verdict($0, port: port, host: host) } ?? .allowed
  }

  private func isException(_ address: IPAddress, port: Int, host: String) -> Bool {
    exceptions.contains { exception in
      guard exception.port == nil || exception.port == port else { return false }
      return switch exception.subject {
      case .range(let range): range.contains(address)
      case .host(let name): name == host
      }
    }
  }

  private static func exception(_ entry: String) -> Exception? {
    if let range = AddressRange(entry) { return Exception(subject: .range(range)) }
    var subject = Substring(entry.lowercased())
    var port: Int?
    if let colon = subject.lastIndex(of: ":") {
      guard let number = Int(subject[subject.index(after: colon)...]), (1...65535).contains(number) else { return nil }
      port = number
      subject = subject[..<colon]
    }
    if let range = AddressRange(String(subject)) { return Exception(subject: .range(range), port: port) }
    guard !subject.isEmpty, !subject.utf8.contains(where: { $0 <= 32 || "/[]:@?#\\%".utf8.contains($0) })
    else { return nil }
    return Exception(subject: .host(String(subject)), port: port)
  }
}
