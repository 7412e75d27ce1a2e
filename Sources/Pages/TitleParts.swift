// Titles of windows and of links carry more than the headline: the outlet, the section, the author. What of them to cut.

enum TitleParts {
  /// What stands between the parts of a title, most certain first.
  private static let separators = ["|", "||", "::", "»", "«", "•", "·", "—", "–", "-", "/", ":"].map { Array($0.utf8) }

  /// A title without the outlet's name that stands behind or before it.
  ///
  /// - Parameter isGuessing: whether a short last part that is not known to be the outlet's is taken for one.
  static func withoutSite(_ title: String, _ outlet: Outlet, isGuessing: Bool = true) -> String {
    var rest = Array(title.utf8)[...]
    var isCut = false
    // "Headline - Section - Outlet": what is known to be the outlet's, from the outside inwards.
    for _ in 0..<3 {
      guard let cut = withoutOutlet(rest, outlet) else { break }
      (rest, isCut) = (cut, true)
    }
    if !isCut, let cut = withoutShortEnd(rest, isGuessing: isGuessing) ?? withoutGluedEnd(rest) { rest = cut }
    return String(decoding: rest, as: UTF8.self)
  }

  private static func withoutOutlet(_ title: ArraySlice<UInt8>, _ outlet: Outlet) -> ArraySlice<UInt8>? {
    let cuts = self.cuts(in: title)
    if let last = cuts.last, outlet.isNamed(by: FoldedText.key(title[last.upperBound...])),
      last.lowerBound > title.startIndex
    {
      return title[..<last.lowerBound]
    }
    if let first = cuts.first, outlet.isNamed(by: FoldedText.key(title[..<first.lowerBound])),
      first.upperBound < title.endIndex
    {
      return title[first.upperBound...]
    }
    return nil
  }

  /// Cuts a last part that is far shorter than the rest, or stands behind a bar: an outlet that is not known by name.
  private static func withoutShortEnd(_ title: ArraySlice<UInt8>, isGuessing: Bool) -> ArraySlice<UInt8>? {
    let cuts = self.cuts(in: title)
    guard let last = cuts.last else { return nil }
    let bars = cuts.filter { isBar(title[$0]) }
    if let first = bars.first {
      let rest = title[..<(bars.count > 1 ? first : bars[0]).lowerBound]
      return length(rest) >= 12 ? rest : nil
    }
    let tail = title[last.upperBound...]
    // Behind a colon stands the rest of the headline.
    guard isGuessing, title[last].contains(where: { $0 != 32 && $0 != UInt8(ascii: ":") }) else { return nil }
    guard length(tail) <= 30, length(tail) * 2 < length(title), tail.split(separator: 32).count <= 4 else { return nil }
    let rest = title[..<last.lowerBound]
    return length(rest) >= 12 ? rest : nil
  }

  /// In scripts that set no spaces the outlet is glued on: cuts up to eight such characters behind a dash or a low line.
  private static func withoutGluedEnd(_ title: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let at = title.lastIndex(where: { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }) else { return nil }
    let tail = title[(at + 1)...]
    guard (6...24).contains(tail.count), tail.allSatisfy({ $0 >= 0x80 }), at - title.startIndex > tail.count * 2,
      title[at - 1] >= 0x80
    else { return nil }
    return title[..<at]
  }

  /// Where the title may be cut, in order: separators with a space on both sides, bars with or without.
  private static func cuts(in title: ArraySlice<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = title.startIndex
    while at < title.endIndex {
      let byte = title[at]
      let isCandidate = byte == 32 || byte == UInt8(ascii: "|") || byte == 0xEF || byte == UInt8(ascii: ":")
      guard isCandidate, let end = cutEnd(title, at) else {
        at += 1
        continue
      }
      found.append(at..<end)
      at = end
    }
    return found
  }

  private static func cutEnd(_ title: ArraySlice<UInt8>, _ start: Int) -> Int? {
    let isSpaced = title[start] == 32
    let from = isSpaced ? start + 1 : start
    let rest = title[from...]
    if rest.starts(with: "\u{FF5C}".utf8) { return skippingSpace(title, from + 3) }
    for separator in separators where rest.starts(with: separator) {
      let end = from + separator.count
      let isFollowed = end < title.endIndex && title[end] == 32
      let isBar = separator.allSatisfy { $0 == UInt8(ascii: "|") }
      let isColon = separator == [UInt8(ascii: ":")]
      if isSpaced && isFollowed || isBar || isColon && isFollowed { return skippingSpace(title, end) }
    }
    return nil
  }

  private static func skippingSpace(_ title: ArraySlice<UInt8>, _ at: Int) -> Int {
    var end = at
    while end < title.endIndex, title[end] == 32 { end += 1 }
    return end
  }

  private static func isBar(_ cut: ArraySlice<UInt8>) -> Bool { cut.contains(UInt8(ascii: "|")) || cut.contains(0xEF) }

  /// Characters.
  private static func length(_ text: ArraySlice<UInt8>) -> Int { text.count { $0 & 0xC0 != 0x80 } }
}
