// What class names and ids say about an element. Only the head noun counts: `related-posts` is about related posts,
// `content-with-related` is content. Counted against real pages, naive word matching deletes articles.

/// What an element's names say it is.
struct NameMeaning: OptionSet, Sendable {
  let rawValue: UInt32
  static let comments = NameMeaning(rawValue: 1)
  static let share = NameMeaning(rawValue: 1 << 1)
  static let related = NameMeaning(rawValue: 1 << 2)
  static let promotion = NameMeaning(rawValue: 1 << 3)
  static let newsletter = NameMeaning(rawValue: 1 << 4)
  static let navigation = NameMeaning(rawValue: 1 << 5)
  static let author = NameMeaning(rawValue: 1 << 6)
  static let details = NameMeaning(rawValue: 1 << 7)
  static let caption = NameMeaning(rawValue: 1 << 8)
  static let hidden = NameMeaning(rawValue: 1 << 9)
  static let consent = NameMeaning(rawValue: 1 << 10)
  static let lead = NameMeaning(rawValue: 1 << 11)
  static let body = NameMeaning(rawValue: 1 << 12)
  static let byline = NameMeaning(rawValue: 1 << 13)
  static let date = NameMeaning(rawValue: 1 << 14)

  static let furniture: NameMeaning = [
    .comments, .share, .related, .promotion, .newsletter, .navigation, .author, .details, .caption, .hidden, .consent,
  ]

  /// The first of the furniture meanings, as a reason.
  var reason: String? {
    let names = [
      "comments", "share", "related", "promotion", "newsletter", "navigation", "author", "details", "caption",
      "hidden", "consent",
    ]
    return names.indices.first { rawValue & (1 << UInt32($0)) != 0 }.map { names[$0] }
  }

  /// The meaning of a class or id attribute: that of its tokens together.
  init(names: ArraySlice<UInt8>) {
    self = []
    var start = names.startIndex
    while start < names.endIndex {
      while start < names.endIndex, names[start] <= 32 { start += 1 }
      var end = start
      while end < names.endIndex, names[end] > 32 { end += 1 }
      if end > start, end - start <= 80 { formUnion(NameMeaning(token: names[start..<end])) }
      start = end
    }
  }

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The meaning of one name.
  private init(token: ArraySlice<UInt8>) {
    self = []
    // Utility classes such as `md:hidden` and `w-[300px]` are about looks.
    if token.contains(where: { $0 == 58 || $0 == 91 || $0 == 47 || $0 == 64 || $0 == 40 }) { return }
    let words = NameWords(token)
    guard var last = words.list.indices.last else { return }
    if NameVocabulary.bodies.contains(words.joined) { insert(.body) }
    if let exact = NameVocabulary.whole[words.joined] { formUnion(exact) }
    var first = 0
    while first < last, NameVocabulary.prefixes.contains(words.list[first]) { first += 1 }
    if NameVocabulary.leads.contains(words.list[last]) || NameVocabulary.leads.contains(words.list[first]) {
      insert(.lead)
    }
    if NameVocabulary.bylines.contains(words.list[last]) || NameVocabulary.bylines.contains(words.list[first]) {
      insert(.byline)
    }
    if words.list.contains(where: { NameVocabulary.dates.contains($0) }) { insert(.date) }
    // Classes that content systems put on every post to tell its category, tags and author.
    if NameVocabulary.taxonomy.contains(words.list[first]), last > first {
      let whose = words.list[first]
      if whose == "author", NameVocabulary.authorParts.contains(words.list[last]) { insert(.author) }
      if whose == "tag", NameVocabulary.tagParts.contains(words.list[last]) { insert(.details) }
      return
    }
    var sawArticles = false
    while last > first,
      NameVocabulary.containers.contains(words.list[last]) || NameVocabulary.articles.contains(words.list[last])
    {
      if NameVocabulary.articles.contains(words.list[last]) { sawArticles = true }
      last -= 1
    }
    guard let meaning = NameVocabulary.furniture[words.list[last]] else { return }
    if last > 0, NameVocabulary.guards.contains(words.list[last - 1]) { return }
    if sawArticles, !meaning.contains(.related), !meaning.contains(.promotion) { return }
    formUnion(meaning)
  }
}

/// A name taken apart: `articleBody`, `article-body` and `article__body` are the words article, body.
struct NameWords {
  private(set) var list: [String] = []
  /// The words without anything between them.
  private(set) var joined = ""

  init(_ token: ArraySlice<UInt8>) {
    var word: [UInt8] = []
    var hasDigit = false
    var camel = false
    func flush() {
      defer {
        word = []
        hasDigit = false
      }
      guard !word.isEmpty else { return }
      // Hashes that build tools append: `_3xYz1`. Short words out of a camel-cased run are hashes too.
      if hasDigit, word.count > 2 { return }
      if camel, word.count < 4 {
        joined += String(decoding: word, as: UTF8.self)
        return
      }
      let text = String(decoding: word, as: UTF8.self)
      list.append(text)
      joined += text
    }
    var previousLower = false
    for byte in token {
      switch byte {
      case 65...90:
        if previousLower {
          camel = true
          flush()
        }
        word.append(byte | 32)
        previousLower = false
      case 97...122, 128...:
        word.append(byte)
        previousLower = true
      case 48...57:
        word.append(byte)
        hasDigit = true
        previousLower = true
      default:
        flush()
        camel = false
        previousLower = false
      }
    }
    flush()
  }
}
