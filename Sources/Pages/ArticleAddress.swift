// What an address says of the page behind it: an article's has a slug, a date or a number; a section's has a word.

internal import News

/// The evidence in an address.
struct ArticleAddress {
  /// How much it looks like an article's: 4 and more for a certain one, 0 for one that says nothing, less for sections, tag
  /// pages, files and the like.
  private(set) var score = 0
  /// It has a date, or a number or code that names one article.
  private(set) var hasID = false

  /// Segments and parameters that lead to lists of articles and to services, whatever follows them.
  private static let lists: Set<String> = [
    "tag", "tags", "category", "categories", "kategorie", "kategorien", "categoria", "categorie", "author", "authors",
    "autor", "autoren", "auteur", "auteurs", "autore", "autori", "topic", "topics", "thema", "themen", "theme", "tema",
    "temas", "rubric", "rubrik", "rubriken", "rubrique", "rubrica", "section", "sections", "page", "seite", "pagina",
    "search", "suche", "buscar", "recherche", "login",
    "signin", "register", "user", "users", "account", "about", "contact", "profile", "people", "rss", "feed", "feeds",
  ]
  /// Parameters that choose among lists or turn their pages.
  private static let listParameters: Set<String> = [
    "cat", "tag", "author", "paged", "page", "pg", "seite", "offset", "start", "s", "q", "search", "query", "sort",
    "order", "lang", "year", "month", "category", "section", "topic", "month", "replytocom", "share",
  ]
  private static let pages: Set<String> = [
    "html", "htm", "shtml", "xhtml", "php", "aspx", "asp", "jsp", "phtml", "cms",
  ]
  private static let files: Set<String> = [
    "jpg", "jpeg", "png", "gif", "webp", "svg", "pdf", "mp3", "mp4", "m3u8", "xml", "rss", "zip", "ics", "css", "js",
    "json", "txt", "doc", "docx", "xls", "xlsx", "epub",
  ]

  init(_ url: WebAddress) {
    let parts = url.path.split(separator: "/").map(String.init)
    let query = (url.query ?? "").split(separator: "&").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
    if parts.isEmpty, query.isEmpty {
      score = -4
      return
    }
    for parameter in query where parameter.count == 2 {
      if Self.listParameters.contains(parameter[0].lowercased()) { score -= 5 }
      let digits = parameter[1].utf8.count { $0 >= 48 && $0 <= 57 }
      if digits >= 3, digits * 2 >= parameter[1].utf8.count {
        hasID = true
        score += 3
      }
    }
    guard var last = parts.last else { return }
    if let dot = last.lastIndex(of: "."), dot > last.startIndex {
      let ending = last[last.index(after: dot)...].lowercased()
      if Self.files.contains(ending) { score -= 8 }
      if Self.pages.contains(ending) {
        score += 1
        last = String(last[..<dot])
      }
    }
    let isDated = Self.isDated(url.path)
    let words = Words(last)
    if words.isNumber || words.isEmpty, isDated, Self.isDate(parts) {
      // `/2026/11/` is an archive.
      score -= 4
      return
    }
    var own = 0
    switch words.letters {
    case 5...: own += 3
    case 4: own += 2
    case 3: own += 1
    default: break
    }
    let inside = parts.dropLast().contains { Words($0).longestNumber >= 5 }
    if isDated { own += 2 }
    if words.longestNumber >= 5 || inside { own += 2 } else if words.longestNumber >= 3, !words.isYear { own += 1 }
    if words.isCode { own += 2 }
    if isDated || words.longestNumber >= 5 || inside || words.isCode { hasID = true }
    if words.longestNumber >= 3, !words.isYear, words.isNumber, parts.count >= 2 { hasID = true }
    if own > 0, parts.count >= 2 { own += 1 }
    // One word alone is a section.
    if own == 0, query.isEmpty, words.letters < 3, words.longestNumber == 0 { own = -1 }
    score += own
    let leads = parts.dropLast() + (parts.count == 1 ? parts[...] : [])
    if leads.contains(where: { Self.lists.contains($0.lowercased()) }), !(hasID && words.letters >= 4) { score -= 6 }
  }

  /// The parts of a path's last segment.
  private struct Words {
    /// Words of letters, at least two of them in Latin script.
    var letters = 0
    var longestNumber = 0
    /// Nothing but digits and what separates them.
    var isNumber = true
    var isEmpty: Bool
    /// The longest number is a year.
    var isYear = false
    /// Letters and digits mixed without words: `ASK31B31C`, `c4x9k2l0q`.
    var isCode = false

    init(_ segment: String) {
      isEmpty = segment.isEmpty
      var digits = 0
      var word = 0
      var value = 0
      var run = 0
      var turns = 0
      var turnsInWord = 0
      func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
      var previous: UInt8 = 0
      let bytes = Array(segment.utf8) + [45]
      for (index, byte) in bytes.enumerated() {
        // An escaped character is a letter of another script.
        let isHex = index > 1 && (bytes[index - 1] == 37 || bytes[index - 2] == 37)
        let isLetter = (byte | 32) >= 97 && (byte | 32) <= 122 || byte >= 0x80 || byte == 37 || isHex
        if isDigit(byte), !isHex {
          run += 1
          digits += 1
          value = run <= 9 ? value * 10 + Int(byte - 48) : value
          if previous == 1 { turnsInWord += 1 }
          previous = 2
        } else {
          if run > longestNumber {
            longestNumber = run
            isYear = run == 4 && (1990...2049).contains(value)
          }
          run = 0
          value = 0
          if isLetter {
            word += 1
            isNumber = false
            if previous == 2 { turnsInWord += 1 }
            previous = 1
          } else {
            if word >= 2 || word == 1 && turnsInWord == 0 { letters += 1 }
            turns = max(turns, turnsInWord)
            word = 0
            turnsInWord = 0
            previous = 0
          }
        }
      }
      isCode = turns >= 3 && digits >= 2
    }
  }

  /// Whether a path holds a year and a month, apart or together with a day.
  private static func isDated(_ path: String) -> Bool {
    var numbers: [(value: Int, width: Int)] = []
    var value = 0
    var width = 0
    for byte in Array(path.utf8) + [47] {
      if byte >= 48, byte <= 57 {
        value = width < 9 ? value * 10 + Int(byte - 48) : value
        width += 1
        continue
      }
      if width > 0 { numbers.append((value, width)) }
      if byte != 47, byte != 45, byte != 95, byte != 46, numbers.last?.width != 0 { numbers.append((0, 0)) }
      value = 0
      width = 0
    }
    for (index, number) in numbers.enumerated() {
      if number.width == 8, (1995...2049).contains(number.value / 10_000), (1...12).contains(number.value / 100 % 100) {
        return true
      }
      if number.width == 6, (1995...2049).contains(number.value / 100), (1...12).contains(number.value % 100) {
        return true
      }
      guard number.width == 4, (1995...2049).contains(number.value), index + 1 < numbers.count else { continue }
      if numbers[index + 1].width <= 2, (1...12).contains(numbers[index + 1].value) { return true }
    }
    return false
  }

  /// Whether a path ends with its date.
  private static func isDate(_ parts: [String]) -> Bool {
    guard let last = parts.last, let number = Int(last.filter { $0 != "-" }) else { return true }
    return last.utf8.count <= 2 || (1990...2049).contains(number) || last.contains("-") || last.utf8.count == 8
  }
}
