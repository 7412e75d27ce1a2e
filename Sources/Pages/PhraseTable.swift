// Many phrases looked for at once: in a line's bytes, at its beginning or anywhere in it.

/// Phrases by their first bytes, so that most lines are compared with none of them.
struct PhraseTable: Sendable {
  private var byStart: [UInt32: [(phrase: [UInt8], reason: String)]] = [:]
  /// Which pairs of bytes a phrase begins with, a bit each.
  private var pairs = [UInt64](repeating: 0, count: 1024)

  /// Phrases, each of at least two bytes in lower case, with what they mean.
  init(_ phrases: [(String, String)]) {
    for (phrase, reason) in phrases {
      let bytes = Array(phrase.utf8)
      byStart[Self.start(bytes[...]), default: []].append((bytes, reason))
      let pair = Self.pair(bytes[0], bytes[1])
      pairs[pair >> 6] |= 1 << UInt64(pair & 63)
    }
  }

  /// Phrases that all mean the same.
  init(_ phrases: [String], _ reason: String) { self.init(phrases.map { ($0, reason) }) }

  /// The reason of a phrase the line begins with.
  func reason(startOf line: [UInt8]) -> String? { reason(at: 0, of: line) }

  /// The reason of the first phrase in the line.
  func reason(within line: [UInt8]) -> String? {
    guard line.count >= 2 else { return nil }
    for at in 0..<line.count - 1 { if let reason = reason(at: at, of: line) { return reason } }
    return nil
  }

  @inline(__always) private func reason(at: Int, of line: [UInt8]) -> String? {
    guard line.count - at >= 2 else { return nil }
    let pair = Self.pair(line[at], line[at + 1])
    guard pairs[pair >> 6] & 1 << UInt64(pair & 63) != 0 else { return nil }
    return compared(line[at...])
  }

  @inline(never) private func compared(_ rest: ArraySlice<UInt8>) -> String? {
    for count in [3, 2] where rest.count >= count {
      if let found = byStart[Self.start(rest.prefix(count))]?.first(where: { rest.starts(with: $0.phrase) }) {
        return found.reason
      }
    }
    return nil
  }

  private static func pair(_ first: UInt8, _ second: UInt8) -> Int { Int(first) << 8 | Int(second) }

  /// The first three bytes; those of a phrase of two bytes differ from all of three.
  private static func start(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.prefix(3).reduce(bytes.count == 2 ? 1 : 0) { $0 << 8 | UInt32($1) }
  }
}
