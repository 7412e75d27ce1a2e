// The parts of a selector that can be mistaken one by one, with their places in its text.

/// A part of a selector.
struct SelectorPiece {
  /// What the part is.
  enum Kind: Equatable {
    /// An element's name.
    case element
    /// A class, with its full stop (CSS).
    case `class`
    /// An id, with its hash (CSS).
    case id
    /// An attribute's name.
    case attribute
    /// A string or word that something is compared with, as its quotes stand.
    case value
    /// A condition as a whole: a pseudo-class, `[…]`.
    case condition
    /// A step with what ties it to the next: `tbody >`, `/tbody`.
    case step
    /// What demands a direct child: `>`, `/`.
    case child
  }

  var kind: Kind
  /// The place in the selector's scalars.
  var range: Range<Int>
  /// The bare name or value.
  var word: String
}
