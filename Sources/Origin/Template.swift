// Fills in the few placeholders of the demo's files, so that its news is fresh whenever it is started.

/// What placeholders stand for.
///
/// `{{base}}` is the server's own address without a final slash; `{{date -3h30m rfc822}}` is a moment relative to the
/// start, in days, hours and minutes, always in UTC. The formats are those of ``Moment``.
struct Template: Sendable {
  /// Values by name, such as `base`.
  var values: [String: String]
  /// The moment that dates are relative to: seconds since 1970.
  var start: Int64

  /// The text with its placeholders filled in.
  /// - Throws: `bad-placeholder` for one that is not closed, not known or not well formed.
  func fill(_ text: String) throws(OriginError) -> String {
    var filled = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "{{") {
      filled += rest[..<open.lowerBound]
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
        throw Self.bad(rest[open.lowerBound...].prefix(40), "it is not closed by }}")
      }
      filled += try value(of: rest[open.upperBound..<close.lowerBound])
      rest = rest[close.upperBound...]
    }
    return filled + rest
  }

  private func value(of placeholder: Substring) throws(OriginError) -> String {
    if let value = values[String(placeholder)] { return value }
    let words = placeholder.split(separator: " ")
    guard words.count == 3, words[0] == "date" else {
      let known = (values.keys.sorted() + ["date OFFSET FORMAT"]).joined(separator: ", ")
      throw Self.bad(placeholder, "known are \(known)")
    }
    guard let offset = Self.seconds(words[1]) else {
      throw Self.bad(placeholder, "the offset is written like -3h30m or -2d")
    }
    guard let format = Moment.Format(rawValue: String(words[2])) else {
      let known = Moment.Format.allCases.map(\.rawValue).joined(separator: ", ")
      throw Self.bad(placeholder, "the formats are \(known)")
    }
    return Moment(seconds: start + offset).text(format)
  }

  /// An offset such as `-1d2h30m`; nil when it is not one. At most four digits a part, so nothing overflows.
  static func seconds(_ offset: Substring) -> Int64? {
    guard let sign = offset.first, sign == "-" || sign == "+", offset.count > 1 else { return nil }
    var total: Int64 = 0
    var digits = ""
    for character in offset.dropFirst() {
      if character.isASCII, character.isWholeNumber, digits.count < 4 {
        digits.append(character)
        continue
      }
      guard let number = Int64(digits), let unit = ["d": 86400, "h": 3600, "m": 60][character] else { return nil }
      total += number * Int64(unit)
      digits = ""
    }
    return digits.isEmpty ? (sign == "-" ? -total : total) : nil
  }

  private static func bad(_ placeholder: Substring, _ hint: String) -> OriginError {
    OriginError(code: "bad-placeholder", message: "{{\(placeholder)}} cannot be filled in: \(hint)")
  }
}
