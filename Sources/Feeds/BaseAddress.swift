// What relative addresses stand for at one place of a document.

internal import News

/// A base address, shared by all that stands below it.
final class BaseAddress {
  /// The address; nil where the document has none.
  let reference: AddressReference?

  /// A longer one is not believed: it would be repeated for each address of a document.
  private static let longest = 2048
  /// Bytes it adds to an address at most.
  private let length: Int
  /// Bytes it may still add to all of them together. After that addresses stay as they are, so that of a small document
  /// never comes a large one.
  private var left = 32 * 1024 * 1024

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
  func resolve(_ text: String) -> String {
    let resolved = AddressReference.resolve(text, against: left > 0 ? reference : nil)
    spend(resolved.utf8.count - text.utf8.count)
    return resolved
  }

  /// The address for making those of a text absolute; nil where that would take more than is left.
  func reference(for html: UnsafeBufferPointer<UInt8>) -> AddressReference? {
    // No address takes fewer than three bytes to write.
    if html.count / 3 * length > left {
      let addresses = html.count { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ",") }
      if addresses * length > left { return nil }
    }
    return reference
  }

  /// Counts bytes that were added.
  func spend(_ bytes: Int) { left -= max(0, bytes) }
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
    let host = address.utf8.prefix { $0 != UInt8(ascii: "/") }
    let lacksScheme =
      host.prefix(4).elementsEqual("www.".utf8) { $0 | 32 == $1 | 32 } && host.dropFirst(4).contains(UInt8(ascii: "."))
    if lacksScheme { address = "//" + address }
    let resolved = base?.resolve(address) ?? AddressReference.resolve(address, against: nil)
    return lacksScheme && resolved.utf8.starts(with: "//".utf8) ? "http:" + resolved : resolved
  }
}
