// The words of CSS selectors: identifiers with their escapes, strings, and the attribute conditions made of them.

internal import News

extension CSSTranslation {
  /// An identifier where one has to stand.
  mutating func required(_ what: String) throws(Refusal) -> String {
    if let name = try identifier() { return name }
    throw wrong("\(what) is missing")
  }

  /// An identifier (CSS Syntax, section 4.3.11); nil where none begins.
  mutating func identifier() throws(Refusal) -> String? {
    let start = at
    var out = String.UnicodeScalarView()
    while at < text.count {
      let scalar = text[at]
      if scalar == "\\" {
        out.append(try escape())
      } else if scalar.value >= 0x80 || scalar == "_" || scalar == "-" || Self.isAlphanumeric(scalar) {
        out.append(scalar)
        at += 1
      } else {
        break
      }
    }
    guard at > start else { return nil }
    let first = text[start] == "-" && start + 1 < at ? text[start + 1] : text[start]
    if ("0"..."9").contains(first) {
      let code = String(first.value, radix: 16)
      throw wrong("a name does not begin with a digit; “\(first)” at its beginning is written “\\\(code) ”", at: start)
    }
    if at == start + 1, text[start] == "-" { throw wrong("“-” alone is no name", at: start) }
    return String(out)
  }

  /// A backslash and what it stands for: a character itself, or a code point of up to six hexadecimal digits.
  private mutating func escape() throws(Refusal) -> Unicode.Scalar {
    at += 1
    guard at < text.count, text[at] != "\n" else { throw wrong("a character is missing after the backslash") }
    var code: UInt32 = 0
    var digits = 0
    while at < text.count, digits < 6, let value = Character(text[at]).hexDigitValue, text[at].isASCII {
      code = code * 16 + UInt32(value)
      digits += 1
      at += 1
    }
    guard digits > 0 else {
      at += 1
      return text[at - 1]
    }
    // One white space ends the number and is no part of the name.
    if at < text.count, text[at].properties.isWhitespace { at += 1 }
    return code == 0 ? "\u{FFFD}" : Unicode.Scalar(code) ?? "\u{FFFD}"
  }

  private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
  }

  /// A string in quotes, or an identifier.
  mutating func value() throws(Refusal) -> String {
    guard at < text.count else { throw wrong("a value is missing") }
    let quote = text[at]
    guard quote == "\"" || quote == "'" else {
      if let word = try identifier() { return word }
      throw wrong("a value is missing; one that is no plain word stands in quotes")
    }
    let start = at
    at += 1
    var out = String.UnicodeScalarView()
    while at < text.count, text[at] != quote {
      if text[at] == "\\" {
        out.append(try escape())
      } else {
        out.append(text[at])
        at += 1
      }
    }
    guard at < text.count else { throw wrong("the quote is never closed", at: start) }
    at += 1
    return String(out)
  }

  // MARK: attributes

  mutating func attribute() throws(Refusal) -> String {
    at += 1
    skipSpace()
    let start = at
    if sees("|") || sees("*") { throw wrong("a namespace prefix has no meaning in HTML; leave it out") }
    let written = try required("the attribute’s name")
    pieces.append(SelectorPiece(kind: .attribute, range: start..<at, word: written))
    if sees("|"), at + 1 < text.count, text[at + 1] != "=" {
      throw wrong("a namespace prefix (“\(written)|”) has no meaning in HTML; leave it out", at: start)
    }
    let name = Self.attributeTest(written.lowercased())
    skipSpace()
    if sees("]") {
      at += 1
      return name
    }
    guard at < text.count else { throw wrong("“]” is missing") }
    var operation: Unicode.Scalar = "="
    if !sees("=") {
      operation = text[at]
      guard ["~", "^", "*", "$", "|"].contains(operation) else {
        throw wrong(operation == "!" ? "“!=” is not CSS; write :not([…=…])" : "“\(operation)” is no attribute operator")
      }
      at += 1
    }
    try expect("=")
    skipSpace()
    let valueStart = at
    var value = try value()
    pieces.append(SelectorPiece(kind: .value, range: valueStart..<at, word: value))
    skipSpace()
    var subject = name
    if sees("i") || sees("I") || sees("s") || sees("S") {
      if sees("i") || sees("I") {
        subject = "translate(\(name), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
        value = String(decoding: value.utf8.map { (65...90).contains($0) ? $0 | 32 : $0 }, as: UTF8.self)
      }
      at += 1
      skipSpace()
    }
    try expect("]")
    return Self.comparison(subject, operation, value)
  }

  private static func comparison(_ subject: String, _ operation: Unicode.Scalar, _ value: String) -> String {
    let quoted = quoted(value)
    switch operation {
    case "=": return "\(subject)=\(quoted)"
    case "|": return "(\(subject)=\(quoted) or starts-with(\(subject), \(Self.quoted(value + "-"))))"
    // Nothing begins with, ends with or contains an empty value, and no word is empty or has white space in it.
    case _ where value.isEmpty: return "false()"
    case "~": return value.contains { $0.isWhitespace } ? "false()" : hasWord(subject, value)
    case "^": return "starts-with(\(subject), \(quoted))"
    case "*": return "contains(\(subject), \(quoted))"
    default:
      let length = value.unicodeScalars.count
      return "substring(\(subject), string-length(\(subject)) - \(length - 1))=\(quoted)"
    }
  }

  /// XPath has no way to write names such as `@click` or `:href` that some frameworks use.
  private static func attributeTest(_ name: String) -> String {
    let isPlain = name.unicodeScalars.allSatisfy { $0.value >= 0x80 || $0 == "_" || $0 == "-" || isAlphanumeric($0) }
    return isPlain ? "@" + name : "@*[name()=\(quoted(name))]"
  }
}
