// Redirects followed by hand: which answer is one, where it leads, and when it is enough.

internal import News

/// The way of one fetch from address to address. A pure value; the client asks it after every answer.
struct RedirectChain {
  /// What follows from an answer.
  enum Step: Equatable {
    /// The answer is the last one.
    case answer
    /// Ask there next.
    case follow(WebAddress)
  }

  private(set) var hops: [RedirectHop] = []
  private(set) var url: WebAddress
  private let limit: Int

  init(from url: WebAddress, limit: Int) {
    self.url = url
    self.limit = limit
  }

  /// Judges an answer of the current address. A redirect status without a `Location` is an ordinary answer.
  mutating func step(status: Int, headers: HeaderFields) throws(FetchFailure) -> Step {
    guard [301, 302, 303, 307, 308].contains(status), let location = headers.bytes("Location"), !location.isEmpty
    else { return .answer }
    let text = Self.text(location)
    guard let target = WebAddress(text, base: url)?.withoutFragment else {
      throw failure(
        .badRedirect, "redirects (\(status)) to \(Self.shown(text, base: url)), which is no http or https address")
    }
    guard hops.count < limit else {
      throw failure(.tooManyRedirects, "redirects more than \(limit) times, last to \(target.redacted)")
    }
    guard target != url, !hops.contains(where: { $0.from == target }) else {
      throw failure(.tooManyRedirects, "redirects in a circle, back to \(target.redacted)")
    }
    hops.append(RedirectHop(from: url, to: target, status: status))
    url = target
    return .follow(target)
  }

  private func failure(_ code: FetchFailure.Code, _ sentence: String) -> FetchFailure {
    FetchFailure(code: code, url: hops.first?.from ?? url, sentence)
  }

  /// Bytes that are no UTF-8 are kept by percent-encoding them.
  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return bytes.map { byte in
      byte < 0x80
        ? String(Unicode.Scalar(byte)) : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
  }

  /// What may be said of a target that is no address: its scheme, as the rest may hold anything.
  private static func shown(_ text: String, base: WebAddress) -> String {
    let scheme = AddressReference(text).resolved(against: base.reference).scheme ?? "http"
    return scheme.hasPrefix("http") ? "a malformed address" : "\(scheme):…"
  }
}

extension WebAddress {
  /// The address as it is asked for.
  fileprivate var withoutFragment: WebAddress? {
    fragment == nil ? self : WebAddress(String(string.prefix { $0 != "#" }))
  }
}

extension FetchFailure {
  /// A failure whose sentence goes on after the address it is about.
  init(code: Code, url: WebAddress, _ sentence: String) {
    self.init(code: code, message: DisplayText.line("\(url.redacted) \(sentence)"))
  }
}
