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
    rawValue = names.withUnsafeBufferPointer { names in
      var meaning: NameMeaning = []
      var start = 0
      while start < names.count {
        while start < names.count, names[start] <= 32 { start += 1 }
        var end = start
        while end < names.count, names[end] > 32 { end += 1 }
        if end > start, end - start <= 80 {
          meaning.formUnion(Self.meaning(ofToken: UnsafeBufferPointer(rebasing: names[start..<end])))
        }
        start = end
      }
      return meaning.rawValue
    }
  }

  init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The meaning of one name.
  private static func meaning(ofToken token: UnsafeBufferPointer<UInt8>) -> NameMeaning {
    // Utility classes such as `md:hidden` and `w-[300px]` are about looks.
    if token.contains(where: { $0 == 58 || $0 == 91 || $0 == 47 || $0 == 64 || $0 == 40 }) { return [] }
    return NameWords.read(token) { words, joined in Self.meaning(words, joined) }
  }

  private static func meaning(_ words: UnsafeBufferPointer<NameVocabulary.Word>, _ joined: NameVocabulary.Whole)
    -> NameMeaning
  {
    guard !words.isEmpty else { return [] }
    var last = words.count - 1
    var meaning = joined.meaning
    var first = 0
    while first < last, words[first].roles.contains(.prefix) { first += 1 }
    let ends = words[last].roles.union(words[first].roles)
    if ends.contains(.lead) { meaning.insert(.lead) }
    if ends.contains(.byline) { meaning.insert(.byline) }
    for word in words where word.roles.contains(.date) { meaning.insert(.date) }
    // Classes that content systems put on every post to tell its category, tags and author.
    if last > first, words[first].roles.contains(.taxonomy) {
      if words[first].roles.contains(.isAuthor), words[last].roles.contains(.authorPart) { meaning.insert(.author) }
      if words[first].roles.contains(.isTag), words[last].roles.contains(.tagPart) { meaning.insert(.details) }
      return meaning
    }
    var sawArticles = false
    while last > first, !words[last].roles.isDisjoint(with: [.container, .article]) {
      if words[last].roles.contains(.article) { sawArticles = true }
      last -= 1
    }
    let found = words[last].furniture
    if found.isEmpty || last > 0 && words[last - 1].roles.contains(.layout) { return meaning }
    if sawArticles, found.isDisjoint(with: [.related, .promotion]) { return meaning }
    return meaning.union(found)
  }
}
