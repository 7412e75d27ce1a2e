// Field compression for HTTP/2 (RFC 7541): all of reading, the plainest way of writing.

/// Field lines as bytes, never indexed and never Huffman coded.
func hpackEncoded(_ fields: [(String, String)]) -> [UInt8] {
  fields.flatMap { name, value in [0] + literal(name.lowercased()) + literal(value) }
}

private func literal(_ text: String) -> [UInt8] {
  var length = text.utf8.count
  guard length >= 127 else { return [UInt8(length)] + Array(text.utf8) }
  var out: [UInt8] = [127]
  length -= 127
  while length >= 128 {
    out.append(UInt8(length & 127) | 128)
    length >>= 7
  }
  return out + [UInt8(length)] + Array(text.utf8)
}

/// Reads one connection's field blocks, in order.
struct HPACKDecoder {
  private var entries: [(String, String)] = []
  private var capacity = 4096

  /// The fields of a block; nil where it is malformed.
  mutating func decode(_ block: [UInt8]) -> [(String, String)]? {
    var input = block[...]
    var fields: [(String, String)] = []
    while let first = input.first {
      if first & 0x80 != 0 {
        guard let index = Self.integer(&input, bits: 7), let field = entry(index) else { return nil }
        fields.append(field)
      } else if first & 0xE0 == 0x20 {
        guard let size = Self.integer(&input, bits: 5) else { return nil }
        capacity = size
        evict()
      } else {
        let isIndexed = first & 0x40 != 0
        guard let index = Self.integer(&input, bits: isIndexed ? 6 : 4),
          let name = index == 0 ? Self.string(&input) : entry(index)?.0, let value = Self.string(&input)
        else { return nil }
        fields.append((name, value))
        if isIndexed {
          entries.insert((name, value), at: 0)
          evict()
        }
      }
    }
    return fields
  }

  private func entry(_ index: Int) -> (String, String)? {
    if index >= 1, index <= Self.known.count { return Self.known[index - 1] }
    let place = index - Self.known.count - 1
    return entries.indices.contains(place) ? entries[place] : nil
  }

  private mutating func evict() {
    while entries.reduce(0, { $0 + $1.0.utf8.count + $1.1.utf8.count + 32 }) > capacity { entries.removeLast() }
  }

  private static func integer(_ input: inout ArraySlice<UInt8>, bits: Int) -> Int? {
    guard let first = input.popFirst() else { return nil }
    let most = 1 << bits - 1
    var value = Int(first) & most
    guard value == most else { return value }
    var shift = 0
    while let next = input.popFirst(), shift < 28 {
      value += Int(next & 127) << shift
      shift += 7
      if next & 128 == 0 { return value }
    }
    return nil
  }

  private static func string(_ input: inout ArraySlice<UInt8>) -> String? {
    let isCoded = input.first.map { $0 & 0x80 != 0 } ?? false
    guard let size = integer(&input, bits: 7), size <= input.count else { return nil }
    defer { input = input.dropFirst(size) }
    let bytes = isCoded ? huffmanDecoded(input.prefix(size)) : Array(input.prefix(size))
    return bytes.map { String(String.UnicodeScalarView($0.map { Unicode.Scalar($0) })) }
  }

  /// The code is canonical: within a length, codes count up in the order of the bytes. Codes longer than 15 bits, which
  /// stand for bytes no address or field of a test holds, are not read.
  private static func huffmanDecoded(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var out: [UInt8] = []
    var code = 0
    var length = 0
    for byte in bytes {
      for bit in stride(from: 7, through: 0, by: -1) {
        code = code << 1 | Int(byte >> UInt8(bit) & 1)
        length += 1
        if let row = codes[length], row.symbols.indices.contains(code - row.first) {
          out.append(row.symbols[code - row.first])
          (code, length) = (0, 0)
        } else if length > 15 {
          return nil
        }
      }
    }
    return length < 8 && code == 1 << length - 1 ? out : nil  // padded with ones
  }

  /// RFC 7541 appendix B: by length, the first code and whom they stand for.
  private static let codes: [Int: (first: Int, symbols: [UInt8])] = {
    let rows: [(Int, String)] = [
      (5, "012aceiost"), (6, " %-./3456789=A_bdfghlmnpru"), (7, ":BCDEFGHIJKLMNOPQRSTUVWYjkqvwxyz"), (8, "&*,;XZ"),
      (10, "!\"()?"), (11, "'+|"), (12, "#>"), (13, "\0$@[]~"), (14, "^}"), (15, "<`{"),
    ]
    var table: [Int: (first: Int, symbols: [UInt8])] = [:]
    var code = 0
    var length = 0
    for (bits, symbols) in rows {
      code <<= bits - length
      length = bits
      table[bits] = (code, Array(symbols.utf8))
      code += symbols.utf8.count
    }
    return table
  }()

  /// RFC 7541 appendix A.
  private static let known: [(String, String)] =
    [
      (":authority", ""), (":method", "GET"), (":method", "POST"), (":path", "/"), (":path", "/index.html"),
      (":scheme", "http"), (":scheme", "https"), (":status", "200"), (":status", "204"), (":status", "206"),
      (":status", "304"), (":status", "400"), (":status", "404"), (":status", "500"), ("accept-charset", ""),
      ("accept-encoding", "gzip, deflate"),
    ]
    + [
      "accept-language", "accept-ranges", "accept", "access-control-allow-origin", "age", "allow", "authorization",
      "cache-control", "content-disposition", "content-encoding", "content-language", "content-length",
      "content-location", "content-range", "content-type", "cookie", "date", "etag", "expect", "expires", "from",
      "host",
      "if-match", "if-modified-since", "if-none-match", "if-range", "if-unmodified-since", "last-modified", "link",
      "location", "max-forwards", "proxy-authenticate", "proxy-authorization", "range", "referer", "refresh",
      "retry-after", "server", "set-cookie", "strict-transport-security", "transfer-encoding", "user-agent", "vary",
      "via", "www-authenticate",
    ].map { ($0, "") }
}
