// The header fields of an answer: in order, names without regard to case, values as received.

/// Header fields (RFC 9110 section 5). The bytes are kept as they came; strings are made when asked for.
public struct HeaderFields: Sendable {
  private var bytes: [UInt8] = []
  private var fields: [(name: Range<Int>, value: Range<Int>)] = []

  /// No fields.
  public init() {}

  /// Fields by name and value.
  public init(_ pairs: [(String, String)]) {
    for (name, value) in pairs { append(line: Array("\(name): \(value)".utf8)) }
  }

  /// How many fields there are.
  public var count: Int { fields.count }

  /// All fields, in the order received.
  public var all: [(name: String, value: String)] { fields.map { (text($0.name), text($0.value)) } }

  /// The first value of a name; nil where it does not occur. Bytes that are no UTF-8 are read as ISO 8859-1.
  public subscript(name: String) -> String? { first(name).map(text) }

  /// All values of a name, in order.
  public func values(_ name: String) -> [String] { fields.filter { matches($0.name, name) }.map { text($0.value) } }

  /// The first value of a name, one scalar for each byte; nil where it does not occur or is empty.
  func isomorphic(_ name: String) -> String? {
    guard let range = first(name), !range.isEmpty else { return nil }
    return Self.isomorphic(bytes[range])
  }

  /// The bytes of the first value of a name.
  func bytes(_ name: String) -> ArraySlice<UInt8>? { first(name).map { bytes[$0] } }

  /// Forgets everything, because a new answer begins.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
  }

  /// Takes one header line, its line end included or not. A line that begins with white space continues the one before
  /// (RFC 9112 section 5.2); a line without a colon is no field and is dropped.
  mutating func append(line: some RandomAccessCollection<UInt8>) {
    let line = line[...].trimmed(tailOnly: true)
    guard let head = line.first else { return }
    if fields.capacity == 0 {  // room for an ordinary answer
      bytes.reserveCapacity(384)
      fields.reserveCapacity(10)
    }
    if head == 0x20 || head == 0x09 {
      guard let last = fields.indices.last else { return }
      bytes.append(0x20)
      bytes.append(contentsOf: line.trimmed())
      fields[last].value = fields[last].value.lowerBound..<bytes.count
      return
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex else { return }
    let start = bytes.count
    bytes.append(contentsOf: line[..<colon].trimmed())
    let middle = bytes.count
    bytes.append(contentsOf: line[line.index(after: colon)...].trimmed())
    fields.append((start..<middle, middle..<bytes.count))
  }

  static func isomorphic(_ bytes: some Sequence<UInt8>) -> String {
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
    return String(scalars)
  }

  private func first(_ name: String) -> Range<Int>? { fields.first { matches($0.name, name) }?.value }

  private func matches(_ range: Range<Int>, _ name: String) -> Bool {
    guard range.count == name.utf8.count else { return false }
    return zip(bytes[range], name.utf8).allSatisfy { Self.lower($0) == Self.lower($1) }
  }

  private func text(_ range: Range<Int>) -> String {
    String(validating: bytes[range], as: UTF8.self) ?? Self.isomorphic(bytes[range])
  }

  private static func lower(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 32 : byte }
}

extension BidirectionalCollection<UInt8> {
  /// Without spaces, tabs and line ends at the end and, unless only the tail is meant, at the front.
  fileprivate func trimmed(tailOnly: Bool = false) -> SubSequence {
    func blank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A }
    var slice = self[...]
    while let last = slice.last, blank(last) { slice.removeLast() }
    if !tailOnly { while let first = slice.first, blank(first) { slice.removeFirst() } }
    return slice
  }
}
