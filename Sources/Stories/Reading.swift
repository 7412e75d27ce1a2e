// An article as the recogniser reads it: words with their stems, numbers, and what stands in quotation marks.
internal import News

/// One article's words, before they are counted. Holds the text, so it lives only while the article is being placed.
struct Reading {
  /// Headline, newline, text.
  let bytes: [UInt8]
  /// Where the headline ends.
  let titleEnd: Int
  let tokens: [Token]
  /// Hashes of the numbers with the bytes they were read from.
  let numbers: [(hash: UInt64, range: Range<Int>)]
  /// What stands between quotation marks, 20 to 400 characters, as bytes.
  let quotations: [Range<Int>]
  /// Hash of the text in lower case, white space and typographic variants made one.
  let digest: UInt64

  /// The text between two offsets, as written.
  func surface(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

  init(_ input: StoryInput, stemmer: inout Stemmer) {
    var bytes = Array(input.title.utf8)
    titleEnd = bytes.count
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: input.text.utf8)
    // Offsets are held in 32 bits.
    if bytes.count > Self.longest { bytes.removeLast(bytes.count - Self.longest) }
    self.bytes = bytes
    let end = titleEnd
    let found = bytes.withUnsafeBufferPointer { Tokeniser($0, titleEnd: end) }
    var tokens = found.tokens
    let language = input.language.map(Language.of) ?? Language.guess(tokens.lazy.map(\.word))
    stemmer.prepare(language)
    var from = 0
    for index in tokens.indices {
      let to = found.ends[index]
      if language.stopWords.contains(tokens[index].word) {
        tokens[index].traits.insert(.stop)
      } else if language.algorithm != nil, tokens[index].traits.isDisjoint(with: [.digits, .short, .gram]) {
        let hash = tokens[index].word
        tokens[index].stem = stemmer.stem(found.folded, from..<to, hash: hash, language: language)
      }
      from = to
    }
    self.tokens = tokens
    numbers = bytes.withUnsafeBufferPointer(Self.numbers)
    quotations = bytes.withUnsafeBufferPointer(Self.quotations)
    digest = bytes.withUnsafeBufferPointer(Self.digest)
  }

  /// A text longer than this is read up to here.
  static let longest = 8 << 20

  /// Digit groups of two or more digits with their decimals; thousands separators are left out.
  private static func numbers(_ bytes: UnsafeBufferPointer<UInt8>) -> [(hash: UInt64, range: Range<Int>)] {
    func digit(_ index: Int) -> Bool { index < bytes.count && bytes[index] &- 48 < 10 }
    var out: [(hash: UInt64, range: Range<Int>)] = []
    var at = 0
    while at < bytes.count {
      guard digit(at) else {
        at += 1
        continue
      }
      let start = at
      var hash = TermHash()
      var length = 0
      while digit(at) || (at < bytes.count && bytes[at] == UInt8(ascii: ",")) {
        if bytes[at] != UInt8(ascii: ",") {
          hash.add(bytes[at])
          length += 1
        }
        at += 1
      }
      if at < bytes.count, bytes[at] == UInt8(ascii: "."), digit(at + 1) {
        repeat {
          hash.add(bytes[at])
          length += 1
          at += 1
        } while digit(at)
      }
      var end = at
      while bytes[end - 1] == UInt8(ascii: ",") { end -= 1 }
      if length > 1 { out.append((hash.value, start..<end)) }
    }
    return out
  }

  /// Marks that can open and close a quotation.
  private enum Mark { case open, close, straight }

  private static func mark(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (Mark, Int)? {
    switch bytes[at] {
    case 0x22: return (.straight, 1)
    case 0x60, 0x27:
      // `` and '' as treebanks write them
      guard at + 1 < bytes.count, bytes[at + 1] == bytes[at] else { return nil }
      return (bytes[at] == 0x60 ? .open : .close, 2)
    case 0xC2:
      guard at + 1 < bytes.count else { return nil }
      return bytes[at + 1] == 0xAB ? (.open, 2) : bytes[at + 1] == 0xBB ? (.close, 2) : nil
    case 0xE2:
      guard at + 2 < bytes.count, bytes[at + 1] == 0x80 else { return nil }
      switch bytes[at + 2] {
      case 0x9C: return (.open, 3)
      case 0x9D: return (.close, 3)
      case 0x9E: return (.open, 3)
      default: return nil
      }
    case 0xE3:
      guard at + 2 < bytes.count, bytes[at + 1] == 0x80 else { return nil }
      return bytes[at + 2] == 0x8C ? (.open, 3) : bytes[at + 2] == 0x8D ? (.close, 3) : nil
    default: return nil
    }
  }

  private static func quotations(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var out: [Range<Int>] = []
    var opened: Int?
    var characters = 0
    var at = 0
    while at < bytes.count {
      guard let (mark, length) = mark(bytes, at) else {
        if bytes[at] & 0xC0 != 0x80 { characters += 1 }
        at += 1
        continue
      }
      // A straight mark after too short or too long a stretch may as well be the opening one of the next quotation.
      if let start = opened, mark != .open, (20...400).contains(characters) {
        out.append(start..<at)
        opened = nil
      } else {
        opened = mark == .close ? nil : at + length
      }
      characters = 0
      at += length
    }
    return out
  }

  private static func digest(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let table = ScalarTable.shared
    var hash = TermHash()
    var pending = false
    var at = 0
    while at < bytes.count {
      let (value, length) = Tokeniser.scalar(bytes, at)
      let (kind, lower) = table.look(value)
      at += length
      if kind == .space || kind == .newline {
        pending = true
        continue
      }
      if pending { hash.add(UInt8(ascii: " ")) }
      pending = false
      switch lower {
      case 0x2018, 0x2019: hash.add(UInt8(ascii: "'"))
      case 0x201C, 0x201D: hash.add(UInt8(ascii: "\""))
      case 0x2010...0x2015: hash.add(UInt8(ascii: "-"))
      case 0..<0x80: hash.add(UInt8(lower))
      default: hash.add(UInt64(lower))
      }
    }
    return hash.value
  }
}
