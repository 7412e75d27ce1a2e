// Text into words, byte by byte: where each stands, how it is written, and the hash it is compared by.

/// One word, or one gram of a script written without spaces.
struct Token {
  /// Its bytes in the text read.
  var start: UInt32
  var end: UInt32
  /// Hash of the word in lower case, without full stops and a final 's.
  var word: UInt64
  /// Hash of its stem.
  var stem: UInt64
  var traits: Traits

  struct Traits: OptionSet {
    var rawValue: UInt8
    /// Begins with an upper-case letter.
    static let capital = Traits(rawValue: 1)
    /// Begins with a lower-case letter.
    static let lower = Traits(rawValue: 2)
    /// Stands in the body and not first in its sentence.
    static let inside = Traits(rawValue: 4)
    /// One character only.
    static let short = Traits(rawValue: 8)
    static let digits = Traits(rawValue: 16)
    /// Too common in its language to be compared.
    static let stop = Traits(rawValue: 32)
    /// A gram: half a word where words are counted.
    static let gram = Traits(rawValue: 64)

    /// Says something of the content.
    var content: Bool { isDisjoint(with: [.short, .stop]) }
  }
}

/// Finds the words of a text.
struct Tokeniser {
  private(set) var tokens: [Token] = []
  /// The words in the folded form, one after another; `ends[n]` is where the n-th one ends.
  private(set) var folded: [UInt8] = []
  private(set) var ends: [Int] = []

  private let titleEnd: Int
  private let table = ScalarTable.shared
  private var sentenceStart = true
  /// The last character could end a sentence, if white space follows.
  private var closed = false

  /// Reads UTF-8 bytes, of which those before `titleEnd` are the headline.
  init(_ bytes: UnsafeBufferPointer<UInt8>, titleEnd: Int) {
    self.titleEnd = titleEnd
    tokens.reserveCapacity(bytes.count / 6 + 8)
    ends.reserveCapacity(bytes.count / 6 + 8)
    folded.reserveCapacity(bytes.count)
    var at = 0
    while at < bytes.count {
      let (value, length) = Self.scalar(bytes, at)
      let (kind, _) = table.look(value)
      switch kind {
      case .upper, .lower, .uncased, .digit: at = word(bytes, at)
      case .pairwise: at = run(bytes, at, kind: kind, gram: 2)
      case .unspaced: at = run(bytes, at, kind: kind, gram: 3)
      case .newline:
        sentenceStart = true
        closed = false
        at += length
      case .space:
        if closed { sentenceStart = true }
        at += length
      case .mark: at += length
      case .other:
        // . ! ? " ” and the ideographic full stop, and '' as typewriters and treebanks write a closing quotation mark
        closed =
          value == 0x2E || value == 0x21 || value == 0x3F || value == 0x22 || value == 0x201D || value == 0x3002
          || (value == 0x27 && at > 0 && bytes[at - 1] == 0x27)
        at += length
      }
    }
  }

  /// The scalar at a position of valid UTF-8; U+FFFD and one byte where it is not.
  @inline(__always) static func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (UInt32, Int) {
    let first = bytes[at]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, at + length <= bytes.count else { return (0xFFFD, 1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for index in 1..<length { value = value << 6 | UInt32(bytes[at + index] & 0x3F) }
    return (value, length)
  }

  @inline(__always) private mutating func append(_ value: UInt32) {
    if value < 0x80 {
      folded.append(UInt8(truncatingIfNeeded: value))
    } else if value < 0x800 {
      folded.append(UInt8(truncatingIfNeeded: 0xC0 | value >> 6))
      folded.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    } else {
      if value < 0x10000 {
        folded.append(UInt8(truncatingIfNeeded: 0xE0 | value >> 12))
      } else {
        folded.append(UInt8(truncatingIfNeeded: 0xF0 | value >> 18))
        folded.append(UInt8(truncatingIfNeeded: 0x80 | value >> 12 & 0x3F))
      }
      folded.append(UInt8(truncatingIfNeeded: 0x80 | value >> 6 & 0x3F))
      folded.append(UInt8(truncatingIfNeeded: 0x80 | value & 0x3F))
    }
  }

  /// Reads a word: letters and digits, also joined by one ' ’ . & or -.
  private mutating func word(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    let from = folded.count
    var at = start
    var characters = 0
    var allDigits = true
    let first = table.look(Self.scalar(bytes, start).0).kind
    while at < bytes.count {
      let (value, length) = Self.scalar(bytes, at)
      let (kind, lower) = table.look(value)
      if kind.continuesWord {
        append(lower)
        characters += kind == .mark ? 0 : 1
        if kind != .digit { allDigits = false }
        at += length
        continue
      }
      let joins = value == 0x27 || value == 0x2019 || value == 0x2E || value == 0x26 || value == 0x2D
      guard joins, at + length < bytes.count else { break }
      let next = table.look(Self.scalar(bytes, at + length).0).kind
      guard next.continuesWord, next != .mark else { break }
      if value != 0x2E {
        append(value == 0x2019 ? 0x27 : value)
        characters += 1
        allDigits = false
      }
      at += length
    }
    if folded.count - from > 2, folded[folded.count - 1] == 0x73, folded[folded.count - 2] == 0x27 {
      folded.removeLast(2)
      characters -= 2
    }
    var traits: Token.Traits = first == .upper ? .capital : first == .lower ? .lower : []
    if characters < 2 { traits.insert(.short) }
    if allDigits { traits.insert(.digits) }
    emit(start, at, from: from, traits: traits)
    return at
  }

  /// Reads a run of characters of one unspaced script as overlapping grams.
  private mutating func run(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, kind: ScalarKind, gram: Int) -> Int {
    var starts: [Int] = []
    var at = start
    while at < bytes.count {
      let (value, length) = Self.scalar(bytes, at)
      guard table.look(value).kind == kind else { break }
      starts.append(at)
      at += length
    }
    starts.append(at)
    let count = starts.count - 1
    for index in 0...max(0, count - gram) {
      let end = starts[min(count, index + gram)]
      let from = folded.count
      folded.append(contentsOf: bytes[starts[index]..<end])
      emit(starts[index], end, from: from, traits: count < gram ? [.gram, .short] : .gram)
    }
    return at
  }

  private mutating func emit(_ start: Int, _ end: Int, from: Int, traits: Token.Traits) {
    var hash = TermHash()
    for index in from..<folded.count { hash.add(folded[index]) }
    var traits = traits
    if !sentenceStart, start >= titleEnd { traits.insert(.inside) }
    tokens.append(
      Token(start: UInt32(start), end: UInt32(end), word: hash.value, stem: hash.value, traits: traits))
    ends.append(folded.count)
    sentenceStart = false
    closed = false
  }
}
