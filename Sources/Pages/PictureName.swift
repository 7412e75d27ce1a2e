// What an address tells of a picture: the same picture is served under many addresses, one for each size and cut.

/// The parts of a picture's address that tell which picture it is.
struct PictureName {
  /// The last part of the path.
  let file: [UInt8]
  /// Numbers, hashes and long names in the path: what the versions of a picture share.
  let marks: [[UInt8]]

  init(_ address: String) {
    file = Self.file(of: address)
    marks = Self.marks(Self.path(of: address))
  }

  /// The last part of an address's path.
  static func file(of address: String) -> [UInt8] {
    let path = path(of: address)
    let query = path.firstIndex(of: UInt8(ascii: "?")) ?? path.endIndex
    return path[..<query].split(separator: UInt8(ascii: "/")).last.map { Array($0) } ?? []
  }

  /// What follows the host, without the fragment.
  private static func path(of address: String) -> ArraySlice<UInt8> {
    var path = Array(address.utf8)[...]
    if let colon = path.firstIndex(of: UInt8(ascii: ":")), path[colon...].starts(with: "://".utf8) {
      path = path[(colon + 3)...]
      path = path[(path.firstIndex(of: UInt8(ascii: "/")) ?? path.endIndex)...]
    }
    return path[..<(path.firstIndex(of: UInt8(ascii: "#")) ?? path.endIndex)]
  }

  /// Whether an address is that of a logo or of an image that stands for any article.
  static func isStandIn(_ address: String) -> Bool {
    let name = FoldedText.lower(file(of: address))
    return standIns.contains { name.containsRun($0) }
  }

  private static let standIns = [
    "logo", "default", "placeholder", "fallback", "favicon", "sharing", "share-image", "shareimage", "og-image",
    "opengraph", "no-image", "noimage", "social-card", "site-image", "avatar", "spacer", "blank", "pixel",
  ].map { Array($0.utf8) }

  private static func marks(_ path: ArraySlice<UInt8>) -> [[UInt8]] {
    // An address that is longer holds the picture itself, or means harm.
    guard path.count <= 2000 else { return [] }
    var marks: [[UInt8]] = []
    var start = path.startIndex
    for at in path.startIndex...path.endIndex {
      if at < path.endIndex, isLetter(path[at]) || isDigit(path[at]) { continue }
      if at > start, isDistinctive(path[start..<at]) { marks.append(Array(path[start..<at])) }
      start = at + 1
    }
    // Names of several words, up to what is a size or a version.
    for part in path.split(whereSeparator: { [47, 46, 63, 38, 61, 44, 95].contains($0) }) where part.count >= 14 {
      let words = part.split(separator: UInt8(ascii: "-"))
      if words.count >= 3 { marks.append(Array(part)) }
    }
    return marks
  }

  /// A number of six digits or more that is no day, or letters and digits that nobody would write by hand.
  private static func isDistinctive(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.count >= 6 else { return false }
    let digits = word.count(where: isDigit)
    if digits == word.count {
      let isDay = word.count == 8 && (word.starts(with: "19".utf8) || word.starts(with: "20".utf8))
      return !isDay
    }
    if isSize(word) { return false }
    return word.count >= 8 && digits >= 2 && digits < word.count || digits >= 6
  }

  /// `1200x630`, `W2040C2040x1360o0x0`.
  private static func isSize(_ word: ArraySlice<UInt8>) -> Bool {
    for at in word.indices.dropFirst().dropLast() where word[at] | 32 == UInt8(ascii: "x") {
      if isDigit(word[at - 1]), isDigit(word[at + 1]) { return true }
    }
    return false
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }
  private static func isLetter(_ byte: UInt8) -> Bool { byte | 32 >= 97 && byte | 32 <= 122 || byte >= 128 }
}
