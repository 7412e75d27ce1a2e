// The zone within a written date.

/// Offsets from UTC, by number or by name.
enum DateZone {
  /// Finds the zone after the time of day and takes its tokens away; minutes east of UTC. Nil where none was said, one
  /// nobody knows, or one no place on earth has.
  static func take(from tokens: inout [DateToken], at timeEnd: Int?) -> Int? {
    guard let timeEnd else { return nil }
    var named: Int?
    // The first token after a time stands at `timeEnd`, or at 0 where the time came first.
    var at = min(timeEnd, tokens.count)
    if at > 0, at <= tokens.count, timeEnd == 1, tokens.count > 0, tokens[0].isSign("+") || tokens[0].isSign("-") {
      at = 0
    }
    var scan = at
    while scan < tokens.count {
      let token = tokens[scan]
      if let word = token.word {
        if let minutes = DateWords.zone(word), named == nil {
          named = minutes
          tokens.remove(at: scan)
          continue
        }
      } else if token.isSign("+") || token.isSign("-"), scan + 1 < tokens.count, tokens[scan + 1].touches,
        scan == at || named != nil || !token.touches, let offset = offset(tokens, at: scan + 1)
      {
        tokens.removeSubrange(scan..<scan + 1 + offset.length)
        guard offset.minutes <= 14 * 60 else { return named }
        return token.isSign("-") ? -offset.minutes : offset.minutes
      } else if scan == at, named == nil, token.number != nil, token.width == 4, scan + 1 == tokens.count,
        at > 2, let offset = offset(tokens, at: scan), offset.minutes <= 14 * 60, offset.minutes % 15 == 0,
        tokens[..<scan].contains(where: { $0.width == 4 && $0.number != nil })
      {
        // The plus sign was lost, which form encoding does.
        tokens.remove(at: scan)
        return offset.minutes
      }
      scan += 1
    }
    return named
  }

  private static func offset(_ tokens: [DateToken], at index: Int) -> (minutes: Int, length: Int)? {
    guard let value = tokens[index].number else { return nil }
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
