// What a character is to the tokeniser, and its lower-case form: tables for the common blocks, Unicode's properties
// for the rest.

/// The kinds of character that matter for finding words.
enum ScalarKind: UInt8 {
  /// Punctuation, symbols, controls.
  case other
  /// White space within a line.
  case space
  case newline
  case upper
  case lower
  /// A letter of a script without case.
  case uncased
  case digit
  /// A mark that belongs to the letter before it.
  case mark
  /// An ideograph, kana or hangul syllable: taken in pairs.
  case pairwise
  /// A letter of an alphabet written without spaces (Thai, Lao, Khmer, Myanmar): taken in threes.
  case unspaced

  @inline(__always) var continuesWord: Bool {
    switch self {
    case .upper, .lower, .uncased, .digit, .mark: true
    default: false
    }
  }
}

/// Classifies scalars and folds their case.
struct ScalarTable: Sendable {
  static let shared = ScalarTable()

  private var kinds: [ScalarKind] = []
  private var folded: [UInt16] = []
  private static let firstBlock: UInt32 = 0x0600
  private static let extended: Range<UInt32> = 0x1E00..<0x2000

  private init() {
    for value in Array(0..<Self.firstBlock) + Array(Self.extended) {
      let (kind, lower) = Self.byProperties(value)
      kinds.append(kind)
      folded.append(UInt16(truncatingIfNeeded: lower))
    }
  }

  @inline(__always) func look(_ value: UInt32) -> (kind: ScalarKind, lower: UInt32) {
    if value < Self.firstBlock { return (kinds[Int(value)], UInt32(folded[Int(value)])) }
    return lookFurther(value)
  }

  private func lookFurther(_ value: UInt32) -> (kind: ScalarKind, lower: UInt32) {
    switch value {
    case Self.extended:
      let index = Int(Self.firstBlock + value - Self.extended.lowerBound)
      return (kinds[index], UInt32(folded[index]))
    case 0x2028, 0x2029: return (.newline, value)
    case 0x2000...0x200A, 0x202F, 0x205F, 0x3000: return (.space, value)
    case 0x200B...0x2BFF, 0x3001...0x3004, 0x3008...0x3020: return (.other, value)
    case 0x3005...0x3007, 0x3041...0x3096, 0x309D...0x309F, 0x30A1...0x30FA, 0x30FC...0x30FF, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0x20000...0x3FFFD:
      return (.pairwise, value)
    default:
      return Self.byProperties(value)
    }
  }

  private static func byProperties(_ value: UInt32) -> (ScalarKind, UInt32) {
    if value == 10 || value == 13 { return (.newline, value) }
    guard let scalar = Unicode.Scalar(value) else { return (.other, value) }
    let properties = scalar.properties
    let unspaced = [0x0E00..<0x0F00, 0x1000..<0x10A0, 0x1780..<0x1800].contains { $0.contains(Int(value)) }
    switch properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter:
      let lower = properties.lowercaseMapping.unicodeScalars
      return (.upper, lower.count == 1 ? lower.first!.value : value)
    case .lowercaseLetter: return (.lower, value)
    case .otherLetter, .modifierLetter: return (unspaced ? .unspaced : .uncased, value)
    case .nonspacingMark, .spacingMark, .enclosingMark: return (unspaced ? .unspaced : .mark, value)
    case .decimalNumber, .letterNumber, .otherNumber: return (.digit, value)
    default: return (properties.isWhitespace ? .space : .other, value)
    }
  }
}
