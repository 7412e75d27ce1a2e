// The day in an address: `/2026/11/21/`, `/2026-11-21-`, `/20261121/`, `_20261121.html`, `/21-11-2026`.

internal import News

enum AddressDate {
  /// The day that an address names; nil where it names none, or only a month.
  static func day(in path: String) -> WrittenDate? {
    var groups: [(value: Int, digits: Int)] = []
    var value = 0
    var digits = 0
    for byte in path.utf8 {
      if byte >= 48, byte <= 57 {
        if digits < 12 { value = value * 10 + Int(byte - 48) }
        digits += 1
        continue
      }
      if digits > 0 { groups.append((value, digits)) }
      // Numbers belong together over one separator only.
      if digits == 0 || byte != 47 && byte != 45 && byte != 95 && byte != 46 { groups.append((0, 0)) }
      value = 0
      digits = 0
    }
    if digits > 0 { groups.append((value, digits)) }
    for index in groups.indices { if let day = day(groups[index...]) { return day } }
    return nil
  }

  private static func day(_ groups: ArraySlice<(value: Int, digits: Int)>) -> WrittenDate? {
    let first = groups[groups.startIndex]
    if first.digits == 8 { return day(first.value / 10_000, first.value / 100 % 100, first.value % 100) }
    guard groups.count >= 3 else { return nil }
    let (second, third) = (groups[groups.startIndex + 1], groups[groups.startIndex + 2])
    guard (1...2).contains(second.digits) else { return nil }
    if first.digits == 4, (1...2).contains(third.digits) { return day(first.value, second.value, third.value) }
    if first.digits == 2, second.digits == 2, third.digits == 4 { return day(third.value, second.value, first.value) }
    return nil
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> WrittenDate? {
    guard (1995...2040).contains(year), let civil = CivilDate(year: year, month: month, day: day, hour: 12) else {
      return nil
    }
    return WrittenDate(instant: civil.instant(offsetMinutes: 0), offsetMinutes: nil, hasTime: false)
  }
}
