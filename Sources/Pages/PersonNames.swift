// Author lines taken apart into names: what leads to them, stands between them and follows them is dropped.

/// The names in author lines.
enum PersonNames {
  /// How a line came to be one of authors.
  enum Trust {
    /// A statement of the page: whatever is in it was meant as a name.
    case stated
    /// The page's text: only what looks like the name of a person counts.
    case seen
  }

  /// The names in a line.
  static func names(in line: some Collection<UInt8>, trust: Trust) -> [String] {
    guard !line.isEmpty, line.count <= 1200 else { return [] }
    var names: [String] = []
    for part in parts(of: Array(line), trust) {
      guard let name = name(part, trust) else { continue }
      names.append(name)
      if names.count == 40 { break }
    }
    return names
  }

  typealias Word = ArraySlice<UInt8>

  /// The words between commas, bars and the like.
  private static func parts(of line: [UInt8], _ trust: Trust) -> [[Word]] {
    var parts: [[Word]] = []
    var words: [Word] = []
    var start = -1
    func isEnd(_ at: Int) -> Bool { at >= line.count || line[at] <= 32 }
    var at = 0
    func flushWord(_ end: Int) {
      if start >= 0, end > start { words.append(line[start..<end]) }
      start = -1
    }
    func flushPart() {
      if !words.isEmpty { parts.append(words) }
      words = []
    }
    while at < line.count {
      let byte = line[at]
      switch byte {
      case 0...32: flushWord(at)
      case UInt8(ascii: "/") where at > 0 && line[at - 1] == UInt8(ascii: ":") && start >= 0:
        // The parts of an address are no names.
        while !isEnd(at) { at += 1 }
        start = -1
      case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "/"):
        flushWord(at)
        flushPart()
      case UInt8(ascii: "-") where start < 0 && isEnd(at + 1): flushPart()
      case UInt8(ascii: "("), UInt8(ascii: "["):
        flushWord(at)
        // What stands in brackets at the end explains the name, in the middle it is part of it.
        if let close = line[at...].firstIndex(of: byte == UInt8(ascii: "(") ? 41 : 93) {
          let isLast = close + 1 >= line.count || [44, 59, 124].contains(line[close + 1])
          let isAddress = line[at..<close].contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "@") }
          if isLast, trust == .seen || words.isEmpty || isAddress {
            at = close
          } else {
            words.append(line[at...close])
            at = close
          }
        }
      case 0xC2 where at + 1 < line.count && [0xA0, 0xA9, 0xB7, 0xBB, 0xAB].contains(line[at + 1]):
        flushWord(at)
        if line[at + 1] == 0xB7 || line[at + 1] == 0xBB { flushPart() }
        at += 1
      case 0xE2 where at + 2 < line.count && line[at + 1] == 0x80 && [0x93, 0x94, 0xA2, 0xA6].contains(line[at + 2]),
        0xE2 where at + 2 < line.count && [0x86, 0x96, 0x97].contains(line[at + 1]):
        flushWord(at)
        flushPart()
        at += 2
      case 0xE3 where at + 2 < line.count && line[at + 1] == 0x80 && [0x80, 0x81, 0x83].contains(line[at + 2]),
        0xEF where at + 2 < line.count && line[at + 1] == 0xBC && [0x8C, 0x8F, 0x9A, 0x9B].contains(line[at + 2]):
        // Of the wide marks the colon ends a word as the narrow one does.
        if line[at + 2] == 0x9A, start >= 0 { words.append(line[start..<at]) } else { flushWord(at) }
        if line[at + 2] != 0x9A, line[at + 2] != 0x80 { flushPart() }
        start = -1
        at += 2
      case 0xD8 where at + 1 < line.count && line[at + 1] == 0x8C:
        flushWord(at)
        flushPart()
        at += 1
      default: if start < 0 { start = at }
      }
      at += 1
    }
    flushWord(line.count)
    flushPart()
    return parts.flatMap { joined($0) }
  }

  /// Parts at words such as "and"; a pair of single words is one name, as that of a couple or a firm.
  private static func joined(_ words: [Word]) -> [[Word]] {
    let isCapital = words.allSatisfy { word in !word.contains { $0 >= 97 && $0 <= 122 } }
    var sides: [[Word]] = [[]]
    for word in words {
      let isLower = (word.first ?? 0) >= 97 || isCapital
      let isSign = word.count == 1 && !(97...122 ~= (word.first! | 32))
      if !sides[sides.count - 1].isEmpty,
        isLower && PersonWords.joining.contains(word) || isSign && PersonWords.joining.contains(word),
        !(isCapital && PersonWords.weakJoining.contains(word))
      {
        sides.append([])
      } else {
        sides[sides.count - 1].append(word)
      }
    }
    if sides.count == 2, sides.allSatisfy({ $0.count == 1 }), words.count == 3 { return [words] }
    // "Head of Marketing and Sales" is what one is, not two.
    if let first = sides.first,
      let role = first.firstIndex(where: { isRole($0) || PersonWords.modifiers.contains($0) }), role < 2,
      first.count < role + 4
    {
      return [first]
    }
    return sides.filter { !$0.isEmpty }
  }

  /// The name among the words of a part, nil where there is none.
  private static func name(_ part: [Word], _ trust: Trust) -> String? {
    var words = part[...]
    // "Text: Ann Lee", "Posted by Ann Lee", "Reporter Ann Lee".
    while words.count > 1, let first = words.first {
      let hasColon = first.last == UInt8(ascii: ":")
      let bare = hasColon ? first.dropLast() : first
      let isLower = (first.first ?? 0) >= 97
      if PersonWords.leading.contains(bare),
        hasColon || isLower || words.count > 2 || trust == .seen || isPlainLead(bare)
      {
        words.removeFirst()
      } else if words.count > 2, isRole(bare) || hasColon {
        words.removeFirst()
      } else {
        break
      }
    }
    if let at = words.indices.first(where: { $0 > words.startIndex && endsName(words, $0, trust) }) {
      words = words[..<at]
    }
    while words.count > 1, let last = words.last, PersonWords.dateLeads.contains(last) && trust == .seen {
      words.removeLast()
    }
    // A picture's text and the name beside it.
    if words.count == 4, words.prefix(2).elementsEqual(words.suffix(2), by: { $0.elementsEqual($1) }) {
      words = words.prefix(2)
    }
    var bytes: [UInt8] = []
    for word in words where word.first != UInt8(ascii: "@") {
      if !bytes.isEmpty { bytes.append(32) }
      bytes += word
    }
    bytes = edges(bytes)
    guard isName(bytes, trust) else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isPlainLead(_ word: Word) -> Bool {
    word.isWord("by") || word.isWord("von") || word.isWord("par")
  }

  /// A word for what somebody is, also as the end of a longer one.
  private static func isRole(_ word: Word) -> Bool {
    if PersonWords.roles.contains(word) { return true }
    guard let dash = word.lastIndex(of: UInt8(ascii: "-")), dash > word.startIndex else { return false }
    return PersonWords.roles.contains(word[(dash + 1)...])
  }

  /// Whether the name ends before this word: a role, a date, an address.
  private static func endsName(_ words: ArraySlice<Word>, _ at: Int, _ trust: Trust) -> Bool {
    let word = words[at]
    if word.contains(UInt8(ascii: "@")) || word.starts(with: "http".utf8) { return true }
    if trust == .seen, word.contains(where: { 48...57 ~= $0 }) { return true }
    if trust == .seen, PersonWords.dates.contains(word),
      word.first! >= 97 || at + 1 == words.endIndex || hasDigit(words[at + 1])
    {
      return true
    }
    guard at - words.startIndex >= 2 else { return false }
    if trust == .seen, isRole(word) { return true }
    return PersonWords.modifiers.contains(word) && words[at...].contains { isRole($0) }
  }

  private static func hasDigit(_ word: Word) -> Bool { word.contains { 48...57 ~= $0 } }

  /// Without quotation marks, dashes, colons and the like at the ends.
  private static func edges(_ bytes: [UInt8]) -> [UInt8] {
    var view = bytes[...]
    func isEdge(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: ")"), 48...57, 65...90, 97...122, 128...: false
      default: true
      }
    }
    while let first = view.first, isEdge(first) { view.removeFirst() }
    while let last = view.last, isEdge(last) { view.removeLast() }
    return Array(view)
  }

  /// Whether the bytes may be somebody's name.
  private static func isName(_ text: [UInt8], _ trust: Trust) -> Bool {
    let words = text.split(separator: 32)
    guard (1...7).contains(words.count), text.count <= 100, text.count >= 2 else { return false }
    if text.contains(UInt8(ascii: "@")) || text.containsRun(Array("://".utf8)) || text.containsRun(Array("www.".utf8)) {
      return false
    }
    if PersonWords.nothing.contains(text) { return false }
    // A number is an account's.
    if words.count == 1, text.count > 4, text.allSatisfy({ 48...57 ~= $0 }) { return false }
    if isNewsroom(words) { return true }
    if isLeading(words) { return false }
    if words.allSatisfy({ isRole($0) || PersonWords.modifiers.contains($0) || PersonWords.labels.contains($0) }) {
      return false
    }
    if words.count <= 4, isRole(words[words.count - 1]) { return false }
    if words.count > 1, text.first! < 128, 48...57 ~= text.first! { return false }
    guard trust == .seen else { return !text.contains { $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "<") } }
    if text.contains(where: {
      48...57 ~= $0 || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "!") || $0 == UInt8(ascii: ":")
    }) {
      return false
    }
    // A degree behind a comma, an agency's sign.
    if words.count == 1, PersonWords.degrees.contains(words[0]) || PersonWords.dates.contains(words[0]) { return false }
    if words.contains(where: { PersonWords.labels.contains($0) }) { return false }
    return words.allSatisfy { word in
      guard let first = word.first else { return false }
      return first < 97 || first > 122 || PersonWords.particles.contains(word)
        || word.contains(UInt8(ascii: "'")) || word.starts(with: "d\u{2019}".utf8)
    } || words.count == 1
  }

  /// A name that a login has rather than a person: one word of small letters and marks, or with digits.
  static func isHandle(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy { 33..<127 ~= $0 }
    return isPlain && (!name.utf8.contains { 65...90 ~= $0 } || name.utf8.contains { 48...57 ~= $0 })
  }

  /// An agency's sign, such as "AFP".
  static func isAgency(_ name: String) -> Bool {
    name.utf8.count <= 5 && name.utf8.allSatisfy { 65...90 ~= $0 }
  }

  /// A newsroom's name, such as "Redaktion" or "Staff Writer".
  static func isNobody(_ name: String) -> Bool {
    isNewsroom(name.utf8.split(separator: 32).map { ArraySlice($0) })
  }

  private static func isNewsroom(_ words: [ArraySlice<UInt8>]) -> Bool {
    words.count <= 3 && words.contains { PersonWords.nobody.contains($0) }
      && !words.contains { PersonWords.labels.contains($0) }
  }

  /// Whether words are only of those that lead to a name.
  private static func isLeading(_ words: [ArraySlice<UInt8>]) -> Bool {
    words.allSatisfy { PersonWords.leading.contains($0.last == UInt8(ascii: ":") ? $0.dropLast() : $0) }
  }

  /// Whether a name has several words, or stands in a script that sets no spaces.
  static func isWhole(_ name: String) -> Bool { name.utf8.contains(32) || (name.utf8.first ?? 0) >= 0xE3 }
}
