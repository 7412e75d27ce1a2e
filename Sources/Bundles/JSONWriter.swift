// JSON text that is the same for the same value: keys in byte order, one space of indentation, a final line end.
internal import News

/// Writes JSON.
struct JSONWriter {
  private var out: [UInt8] = []

  /// The value as UTF-8.
  static func bytes(_ value: JSONValue) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(value, depth: 0)
    writer.out.append(UInt8(ascii: "\n"))
    return writer.out
  }

  private mutating func write(_ value: JSONValue, depth: Int) {
    switch value {
    case .object(let members):
      let sorted = members.sorted { $0.key < $1.key }
      list(sorted, "{", "}", depth: depth) { writer, member in
        writer.write(text: member.key)
        writer.out += [UInt8(ascii: ":"), UInt8(ascii: " ")]
        writer.write(member.value, depth: depth + 1)
      }
    case .array(let elements):
      list(elements, "[", "]", depth: depth) { $0.write($1, depth: depth + 1) }
    case .string(let text): write(text: text)
    case .integer(let value): out += Array(String(value).utf8)
    // JSON has no infinities; none is meant where one comes up.
    case .number(let value): out += Array((value.isFinite ? "\(value)" : "null").utf8)
    case .bool(let value): out += Array((value ? "true" : "false").utf8)
    case .null: out += Array("null".utf8)
    }
  }

  private mutating func list<T>(
    _ items: [T], _ open: Unicode.Scalar, _ close: Unicode.Scalar, depth: Int, _ each: (inout JSONWriter, T) -> Void
  ) {
    out.append(UInt8(ascii: open))
    for (index, item) in items.enumerated() {
      if index > 0 { out.append(UInt8(ascii: ",")) }
      newline(depth + 1)
      each(&self, item)
    }
    if !items.isEmpty { newline(depth) }
    out.append(UInt8(ascii: close))
  }

  private mutating func newline(_ depth: Int) {
    out.append(UInt8(ascii: "\n"))
    for _ in 0..<depth { out.append(UInt8(ascii: " ")) }
  }

  private mutating func write(text: String) {
    var text = text
    out.append(UInt8(ascii: "\""))
    text.withUTF8 { bytes in
      // Plain runs are copied whole: bodies are long strings with few escapes.
      var run = 0
      for (index, byte) in bytes.enumerated() {
        guard byte < 32 || byte == 127 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
        out += bytes[run..<index]
        out += Self.escape(byte)
        run = index + 1
      }
      out += bytes[run...]
    }
    out.append(UInt8(ascii: "\""))
  }

  private static func escape(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case UInt8(ascii: "\n"): Array("\\n".utf8)
    case UInt8(ascii: "\t"): Array("\\t".utf8)
    case UInt8(ascii: "\r"): Array("\\r".utf8)
    case 0..<32, 127: Array("\\u00".utf8) + Array(Digest.hex([byte]).utf8)
    default: [UInt8(ascii: "\\"), byte]
    }
  }
}
