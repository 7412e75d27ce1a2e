// What relative addresses stand for at one place of a document.

internal import News

/// A base address, shared by all that stands below it.
final class BaseAddress {
  /// The address; nil where the document has none.
  let reference: AddressReference?

  init(_ reference: AddressReference?) { self.reference = reference }

  /// An address made absolute.
  func resolve(_ text: String) -> String { AddressReference.resolve(text, against: reference) }
}

/// An address as written, and what it is relative to.
struct WrittenAddress {
  var text: String
  var base: BaseAddress?

  /// The address made absolute where there is a base.
  var resolved: String { AddressReference.resolve(text, against: base?.reference) }
}
