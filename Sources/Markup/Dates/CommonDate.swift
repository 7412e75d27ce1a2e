// The two forms that nearly all feeds write their dates in, read without taking them apart.

internal import News

/// `Sat, 21 Nov 2026 09:30:15 +0100` and `2026-11-21T09:30:15+01:00`: most dates of most feeds.
struct CommonDate {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var at = 0

  /// The date, where the text has exactly one of these forms and nothing else; nil for all others, which says nothing.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> WrittenDate? {
    guard (19...40).contains(bytes.count) else { return nil }
    var reader = CommonDate(bytes: bytes)
    return bytes[4] == UInt8(ascii: "-") ? reader.iso() : reader.mail()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  private mutating func iso() -> WrittenDate? {
    guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2),
      take("T") || take(" "), let time = clock()
    else { return nil }
    var thousandths = 0
    if take(".") {
      var scale = 100
      let first = at
      while let digit = digits(1) {
        thousandths += digit * scale
        scale /= 10
      }
      guard at > first else { return nil }
    }
    var offset: Int?
    if at < bytes.count {
      guard let zone = take("Z") ? 0 : zone(hasColon: true) else { return nil }
      offset = zone
    }
    return date(year, month, day, time, thousandths, offset: offset)
  }

  private mutating func mail() -> WrittenDate? {
    if Self.isLetter(bytes[0]) {
      guard Self.isLetter(bytes[1]), Self.isLetter(bytes[2]), bytes[3] == UInt8(ascii: ",") else { return nil }
      at = 4
      guard take(" ") else { return nil }
    }
    guard let day = digits(2) ?? digits(1), take(" "), let month = month(), take(" "), let year = digits(4), take(" "),
      let time = clock(), take(" ")
    else { return nil }
    let isNamed =
      bytes.count - at == 3 && (bytes[at...].elementsEqual("GMT".utf8) || bytes[at...].elementsEqual("UTC".utf8))
    if isNamed { at += 3 }
    guard let offset = isNamed ? 0 : zone(hasColon: false) else { return nil }
    return date(year, month, day, time, 0, offset: offset)
  }

  private func date(
    _ year: Int, _ month: Int, _ day: Int, _ time: (hour: Int, minute: Int, second: Int), _ thousandths: Int,
    offset: Int?
  ) -> WrittenDate? {
    guard at == bytes.count, (1800...2199).contains(year), time.hour < 24,
      let civil = CivilDate(
        year: year, month: month, day: day, hour: time.hour, minute: time.minute, second: time.second)
    else { return nil }
    var instant = civil.instant(offsetMinutes: offset ?? 0)
    instant.milliseconds += Int64(thousandths)
    return WrittenDate(instant: instant, offsetMinutes: offset, hasTime: true)
  }

  private mutating func clock() -> (hour: Int, minute: Int, second: Int)? {
    guard let hour = digits(2), take(":"), let minute = digits(2), take(":"), let second = digits(2) else { return nil }
    return (hour, minute, second)
  }

  private mutating func zone(hasColon: Bool) -> Int? {
    let isNegative = take("-")
    guard isNegative || take("+"), let hours = digits(2), !hasColon || take(":"), let minutes = digits(2), minutes < 60,
      hours < 14
    else { return nil }
    return (hours * 60 + minutes) * (isNegative ? -1 : 1)
  }

  private mutating func month() -> Int? {
    guard at + 3 <= bytes.count else { return nil }
    let key = UInt32(bytes[at] | 32) << 16 | UInt32(bytes[at + 1] | 32) << 8 | UInt32(bytes[at + 2] | 32)
    guard let index = Self.months.firstIndex(of: key) else { return nil }
    at += 3
    return index + 1
  }
  /// The three letters of each month in one number.
  private static let months: [UInt32] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { $0.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

  private mutating func digits(_ count: Int) -> Int? {
    guard at + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[at..<at + count] {
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    at += count
    return value
  }

  private mutating func take(_ sign: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: sign) else { return false }
    at += 1
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte | 32 >= 97 && byte | 32 <= 122 }
}
