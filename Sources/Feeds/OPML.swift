// Lists of subscriptions as readers exchange them: OPML, an outline whose lines are feeds and folders.

public import Markup
public import News

/// An OPML document (OPML 2.0; 1.0 and 1.1 are read the same way).
///
/// Everything that is said of an outline is kept, known here or not, so that what was read and is written again is equal.
public struct OPML: Sendable, Equatable {
  /// An element of the head with its text, such as `ownerName`.
  public struct Field: Sendable, Equatable {
    /// The element's name, as written.
    public var name: String
    /// Its text, without white space at its ends.
    public var text: String

    /// A field.
    public init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// What the head says, in the order of the document.
  public var head: [Field]
  /// The outermost outlines.
  public var outlines: [OPMLOutline]
  /// The document ended early.
  public var truncated = false
  /// What was mended while it was read.
  public var repairs: [Repair] = []

  /// A document. The creation date is written as RFC 822 has it, with a year of four digits.
  public init(title: String? = nil, created: Instant? = nil, outlines: [OPMLOutline] = []) {
    head = []
    if let title { head.append(Field("title", title)) }
    if let created { head.append(Field("dateCreated", Self.date(created))) }
    self.outlines = outlines
  }

  /// What the document calls itself.
  public var title: String? { field("title") }

  /// When it was made; nil where that is not said, or is no date.
  public var dateCreated: WrittenDate? { field("dateCreated").flatMap { WildDate.parse($0) } }

  /// The repairs as sentences for people, without full stops.
  public var repairSentences: [String] {
    repairs.map { repair in
      let sentence = repair.detail.hasSuffix(".") ? String(repair.detail.dropLast()) : repair.detail
      return repair.count > 1 ? "\(sentence) (\(repair.count) times)" : sentence
    }
  }

  /// The text of the first element of the head with this name that has one. Letter case does not count.
  private func field(_ name: String) -> String? {
    head.first { OPMLOutline.same($0.name, name) && !$0.text.isEmpty }?.text
  }

  /// `Sun, 22 Nov 2026 09:30:00 GMT`.
  private static func date(_ instant: Instant) -> String {
    let civil = CivilDate(instant)
    let day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][civil.weekday]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let written = civil.rfc3339(offsetMinutes: 0)
    return "\(day), \(written.dropFirst(8).prefix(2)) \(months[civil.month - 1]) \(written.prefix(4)) "
      + "\(written.dropFirst(11).prefix(8)) GMT"
  }
}

/// A line of an outline: a subscription where it has an `xmlUrl`, a folder where it has none and others within it.
public struct OPMLOutline: Sendable, Equatable {
  /// One thing said of the outline.
  public struct Attribute: Sendable, Equatable {
    /// The name as written, with its prefix.
    public var name: String
    /// What the prefix was bound to; nil for a name without one.
    public var namespace: String?
    /// The value.
    public var value: String

    /// An attribute.
    public init(_ name: String, _ value: String, namespace: String? = nil) {
      self.name = name
      self.namespace = namespace
      self.value = value
    }
  }

  /// What is said of it, in the order of the document.
  public var attributes: [Attribute]
  /// The outlines within it.
  public var children: [OPMLOutline]

  /// An outline.
  public init(_ attributes: [Attribute], children: [OPMLOutline] = []) {
    self.attributes = attributes
    self.children = children
  }

  /// The first value of this name, without white space at its ends, that is not blank. Letter case does not count: there
  /// are lists with `xmlurl` and with `XMLURL`. Names in a namespace are others.
  public subscript(name: String) -> String? {
    for attribute in attributes where attribute.namespace == nil && Self.same(attribute.name, name) {
      if let text = HTMLText.trimmed(Array(attribute.value.utf8)) { return text }
    }
    return nil
  }

  /// Whether two names differ in nothing but the case of ASCII letters.
  static func same(_ a: String, _ b: String) -> Bool {
    a.utf8.count == b.utf8.count
      && zip(a.utf8, b.utf8).allSatisfy { $0 == $1 || $0 ^ $1 == 0x20 && ($0 | 0x20) >= 97 && ($0 | 0x20) <= 122 }
  }
}
