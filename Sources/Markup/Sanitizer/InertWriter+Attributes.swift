// The attributes of the elements written, each checked for what it may say.

internal import News

extension InertWriter {
  /// Writes the attributes every element may have.
  mutating func writeCommon(_ attributes: HTMLAttributes) {
    guard attributes.hasCommon else { return }
    _ = write(.lang, .language, of: attributes)
    _ = write(.dir, .direction, of: attributes)
    _ = write(.title, .text, of: attributes)
  }

  /// Writes an attribute where the tag has it and its value is what it should be.
  mutating func write(_ name: HTMLAttribute, _ kind: AllowList.Value, of attributes: HTMLAttributes) -> Bool {
    guard let written = attributes.written(name) else { return false }
    if kind == .address { return write(name, address: written, of: attributes) }
    let start = out.count
    open(name)
    guard append(decoded(written, of: attributes), as: kind) else {
      out.truncate(to: start)
      return false
    }
    out.append(34)
    return true
  }

  /// Writes an attribute with an address, where it is one that may be written.
  mutating func write(
    _ name: HTMLAttribute, address: UnsafeBufferPointer<UInt8>, of attributes: HTMLAttributes
  ) -> Bool {
    let start = out.count
    open(name)
    guard base.append(decoded(address, of: attributes), into: &out) else {
      out.truncate(to: start)
      return false
    }
    out.append(34)
    return true
  }

  /// Writes an attribute whose value may be any text, even none, where the tag has it.
  mutating func writeAny(_ name: HTMLAttribute, of attributes: HTMLAttributes) {
    guard let written = attributes.written(name) else { return }
    open(name)
    append(text: decoded(written, of: attributes))
    out.append(34)
  }

  /// Writes a number.
  mutating func write(_ name: HTMLAttribute, _ number: Int) {
    open(name)
    append(number)
    out.append(34)
  }

  /// Writes a space, the name and `="`.
  @inline(__always) mutating func open(_ name: HTMLAttribute) { out.appendName(of: name, in: attributeCells) }

  /// A value without references, valid until the next is asked for.
  mutating func decoded(_ written: UnsafeBufferPointer<UInt8>, of attributes: HTMLAttributes) -> UnsafeBufferPointer<
    UInt8
  > {
    guard attributes.hasReferences, written.find(38, from: 0) < written.count else { return written }
    scratch.truncate(to: 0)
    HTMLReferences.decode(written, inAttribute: true, into: &scratch)
    return scratch.bytes
  }

  /// Appends a value where it is of the kind wanted.
  private mutating func append(_ value: UnsafeBufferPointer<UInt8>, as kind: AllowList.Value) -> Bool {
    switch kind {
    case .address: return base.append(value, into: &out)
    case .flag: return true
    case .text:
      append(text: value)
      return !value.isEmpty
    case .number:
      guard let number = Self.number(value) else { return false }
      append(number)
      return true
    case .direction:
      guard value.elementsEqual("ltr".utf8) || value.elementsEqual("rtl".utf8) || value.elementsEqual("auto".utf8)
      else { return false }
    case .language: guard Self.isPlain(value), value.count <= 35 else { return false }
    case .dateText: guard Self.isPlain(value), value.count <= 40 else { return false }
    }
    out.append(value)
    return true
  }

  /// Appends text, with U+FFFD for what is no UTF-8.
  private mutating func append(text value: UnsafeBufferPointer<UInt8>) {
    guard value.contains(where: { $0 >= 128 }) else { return out.appendValue(value) }
    var text = String(decoding: value, as: UTF8.self)
    text.withUTF8 { out.appendValue($0) }
  }

  private mutating func append(_ number: Int) {
    var text = String(number)
    text.withUTF8 { out.append($0) }
  }

  private static func isPlain(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    !value.isEmpty
      && value.allSatisfy {
        ($0 | 32) >= 97 && ($0 | 32) <= 122 || $0 >= 48 && $0 <= 58 || $0 == 45 || $0 == 43 || $0 == 46
      }
  }

  /// A whole number, with or without `px`; nil for percentages and anything else.
  static func number(_ value: UnsafeBufferPointer<UInt8>) -> Int? {
    if value.count <= 5, !value.isEmpty, value.allSatisfy({ $0 >= 48 && $0 <= 57 }) {
      return value.reduce(0) { $0 * 10 + Int($1 - 48) }
    }
    var text = String(decoding: value, as: UTF8.self).filter { $0 != " " }
    if text.hasSuffix("px") { text.removeLast(2) }
    guard let number = Double(text), number >= 0, number < 100_000 else { return nil }
    return Int(number.rounded())
  }
}
