// Parts of a feed being put together: a person, and the dates of the whole.

internal import News

/// A person being read.
struct PersonDraft {
  let depth: Int
  let element: FeedElement
  var text: [UInt8] = []
  var name: String?
  var email: String?
}

/// The dates a feed gives of itself.
struct FeedDates {
  var built: WrittenDate?
  var modified: WrittenDate?
  var date: WrittenDate?
  var published: WrittenDate?

  /// The one that says when it last changed.
  var updated: WrittenDate? { modified ?? built ?? date ?? published }
}
