// Times and sizes as people write them: 30m, 6h, 10MB.

/// Quantities with a unit.
enum Quantity {
  private static let times: [(unit: String, seconds: Int)] = [("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)]
  private static let sizes: [(unit: String, bytes: Int)] = [
    ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1000), ("B", 1),
  ]

  /// The seconds of `90s`, `30m`, `6h`, `2d` or several of them as in `1h30m`; nil for anything else, a number without
  /// a unit included, because it could mean seconds or minutes.
  static func seconds(_ text: String) -> Int? {
    var total = 0
    var rest = Substring(text)
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      guard let count = Int(digits), let unit = times.first(where: { rest.hasPrefix($0.unit) }) else { return nil }
      let (product, overflow) = count.multipliedReportingOverflow(by: unit.seconds)
      let (sum, again) = total.addingReportingOverflow(product)
      guard !overflow, !again else { return nil }
      total = sum
      rest = rest.dropFirst(unit.unit.count)
    }
    return total
  }

  /// The milliseconds of `250ms` or of a time that ``seconds(_:)`` reads; nil for anything else.
  static func milliseconds(_ text: String) -> Int? {
    if text.hasSuffix("ms"), text.utf8.dropLast(2).allSatisfy({ $0 >= 48 && $0 <= 57 }) { return Int(text.dropLast(2)) }
    return seconds(text).flatMap { seconds in
      let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
      return overflow ? nil : product
    }
  }

  /// The bytes of `10MB`, `500KB`, `512B` (powers of ten, any letter case); nil for anything else.
  static func bytes(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }.uppercased()
    guard let count = Int(digits), let size = sizes.first(where: { $0.unit == unit }) else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: size.bytes)
    return overflow ? nil : product
  }

  /// The shortest way to write a number of seconds.
  static func time(_ seconds: Int) -> String {
    let unit = times.first { seconds % $0.seconds == 0 && seconds >= $0.seconds } ?? times[3]
    return "\(seconds / unit.seconds)\(unit.unit)"
  }

  /// The shortest way to write a number of bytes.
  static func size(_ bytes: Int) -> String {
    let unit = sizes.first { bytes % $0.bytes == 0 && bytes >= $0.bytes } ?? sizes[3]
    return "\(bytes / unit.bytes)\(unit.unit)"
  }
}
