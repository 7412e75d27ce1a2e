// The zone within a written date.

/// Offsets from UTC, by number or by name.
enum DateZone {
  /// The farthest from UTC that clocks anywhere are, in minutes.
  private static let farthest = 14 * 60

  /// Finds the zone after the time of day and takes its tokens away; minutes east of UTC. Nil where none was said, one
  /// nobody knows, or one no place on earth has.
  static func take(from tokens: inout [DateToken], at timeEnd: Int?) -> Int? {
    guard let timeEnd else { return nil }
    let start = min(timeEnd, tokens.count)
    // A number that follows a name belongs to it: `GMT+1`.
    var numberAt = start
    var named: Int?
    var scan = start
    while scan < tokens.count {
      let token = tokens[scan]
      if let word = token.word {
        if named == nil, let minutes = DateWords.zone(word) {
          named = minutes
          tokens.remove(at: scan)
          numberAt = scan
          continue
        }
      } else if token.isSign("+") || token.isSign("-") {
        let follows = scan == numberAt || named == nil && !token.touches
        if follows, let offset = offset(tokens, at: scan + 1, touching: scan != numberAt || named != nil) {
          tokens.removeSubrange(scan..<scan + 1 + offset.length)
          guard offset.minutes <= farthest else { return named }
          return token.isSign("-") ? -offset.minutes : offset.minutes
        }
      } else if scan == start, named == nil, let offset = unsigned(tokens, at: scan) {
        tokens.removeSubrange(scan..<scan + offset.length)
        return offset.minutes
      }
      scan += 1
    }
    return named
  }

  /// An offset at the very end, its plus sign lost, which form encoding does: `0100`, `01:00`.
  private static func unsigned(_ tokens: [DateToken], at index: Int) -> (minutes: Int, length: Int)? {
    guard index > 2, !tokens[index].touches, let offset = offset(tokens, at: index, touching: false),
      tokens[index].width == 4 || tokens[index].width == 2 && offset.length == 3, index + offset.length == tokens.count,
      offset.minutes <= farthest, offset.minutes % 15 == 0,
      tokens[..<index].contains(where: { $0.width == 4 && $0.number != nil })
    else { return nil }
    return offset
  }

  private static func offset(
    _ tokens: [DateToken], at index: Int, touching: Bool
  ) -> (minutes: Int, length: Int)? {
    guard index < tokens.count, !touching || tokens[index].touches, let value = tokens[index].number else { return nil }
    switch tokens[index].width {
    case 1, 2:
      if index + 2 < tokens.count, tokens[index + 1].isSign(":"), let minutes = tokens[index + 2].number,
        tokens[index + 2].width == 2, minutes < 60
      {
        return (value * 60 + minutes, 3)
      }
      return (value * 60, 1)
    case 3, 4: return value % 100 < 60 ? (value / 100 * 60 + value % 100, 1) : nil
    default: return nil
    }
  }
}
