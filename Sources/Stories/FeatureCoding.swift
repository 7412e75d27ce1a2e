// Features as bytes, for the catalogue: little-endian, counts before contents, a version first.
internal import News

extension Features {
  private static let version: UInt8 = 1

  /// The features without the digest, which has a column of its own.
  func encoded() -> [UInt8] {
    var out = ByteWriter()
    out.put(Self.version)
    out.put(instant: published)
    out.put(instant: arrival)
    out.put(words)
    for vector in [index, lead, names, numbers] {
      out.put(UInt32(vector.count))
      for term in vector.terms { out.put(term) }
      for weight in vector.weights { out.put(weight.bitPattern) }
    }
    out.put(UInt32(title.count))
    for term in title { out.put(term) }
    for list in [body, quotes, shingles.hashes] {
      out.put(UInt32(list.count))
      for value in list { out.put(value) }
    }
    out.put(shingles.level)
    return out.bytes
  }

  /// Reads what `encoded` wrote; nil for anything else.
  init?(_ bytes: [UInt8]) {
    var input = ByteReader(bytes: bytes)
    guard input.take(UInt8.self) == Self.version else { return nil }
    self.init()
    published = input.instant()
    arrival = input.instant()
    words = input.take(UInt32.self)
    index = input.vector()
    lead = input.vector()
    names = input.vector()
    numbers = input.vector()
    title = input.list()
    body = input.list()
    quotes = input.list()
    let hashes: [UInt32] = input.list()
    shingles = Shingles(hashes: hashes, level: input.take(UInt8.self))
    guard input.isComplete, shingles.level < 32 else { return nil }
  }
}

private struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func put(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(instant: Instant?) { put(instant?.milliseconds ?? .min) }
}

/// Reads integers; past the end it gives zeros and is not complete.
private struct ByteReader {
  let bytes: [UInt8]
  private var at = 0
  private var failed = false

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isComplete: Bool { !failed && at == bytes.count }

  mutating func take<T: FixedWidthInteger>(_: T.Type) -> T {
    let size = T.bitWidth / 8
    guard at + size <= bytes.count else {
      failed = true
      return 0
    }
    defer { at += size }
    return bytes.withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: T.self)) }
  }

  mutating func list<T: FixedWidthInteger>() -> [T] {
    let count = Int(take(UInt32.self))
    guard count * T.bitWidth / 8 <= bytes.count - at else {
      failed = true
      return []
    }
    return (0..<count).map { _ in take(T.self) }
  }

  mutating func vector() -> TermVector {
    let terms: [UInt64] = list()
    return TermVector(terms: terms, weights: terms.map { _ in Float(bitPattern: take(UInt32.self)) })
  }

  mutating func instant() -> Instant? {
    let value = take(Int64.self)
    return value == .min ? nil : Instant(milliseconds: value)
  }
}
