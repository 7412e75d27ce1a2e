// What relative addresses stand for at one place of a document.

internal import News

/// A base address, shared by all that stands below it.
final class BaseAddress {
  /// The address; nil where the document has none.
  let reference: AddressReference?

  /// Bytes it adds to an address at most.
  let length: Int
  /// A longer one is not believed: it would be repeated for each address of a document.
  private static let longest = 2048

  init(_ reference: AddressReference?) {
    // What makes an address long is its query, in which nothing is relative.
    var short = reference
    if let long = reference, long.string.utf8.count > Self.longest {
      short?.query = nil
      short?.fragment = nil
    }
    length = short?.string.utf8.count ?? 0
    self.reference = length > Self.longest ? nil : short
  }

  /// An address made absolute.
  func resolve(_ text: String) -> String { AddressReference.resolve(text, against: reference) }
}

/// An address as written, and what it is relative to.
struct WrittenAddress {
  var text: String
  var base: BaseAddress?

  /// The address made absolute where there is a base. What was escaped once too often, as it is where a CDATA section
  /// was put around escaped text, is unescaped: no query has a parameter called `amp;b`. What begins with `www.` lacks its
  /// scheme and is no path.
  var resolved: String {
    var address = text
    if text.utf8.contains(UInt8(ascii: "&")) { address = text.replacing("&amp;", with: "&") }
    let lacksScheme = address.utf8.count > 4 && address.utf8.prefix(4).elementsEqual("www.".utf8) { $0 | 32 == $1 | 32 }
    if lacksScheme { address = "//" + address }
    let resolved = AddressReference.resolve(address, against: base?.reference)
    return lacksScheme && resolved.utf8.starts(with: "//".utf8) ? "http:" + resolved : resolved
  }
}
