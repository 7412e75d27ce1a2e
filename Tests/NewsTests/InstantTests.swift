// Instants and calendar dates.
import News
import Testing

@Suite struct InstantTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2026-11-21T09:30:00+01:00", 1_795_249_800_000),
      ("2000-02-29T23:59:60Z", 951_868_799_000),
      ("1969-12-31T23:59:59.250Z", -750), ("2026-11-21 09:30:00.5-05:30", 1_795_273_200_500),
    ] as [(String, Int64)])
  func `RFC 3339 is read to the millisecond`(text: String, milliseconds: Int64) {
    #expect(Instant(rfc3339: text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    "", "yesterday", "2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-21T25:00:00Z", "2026-11-21T09:30:00",
    "2026-11-21T09:30:00+1:00", "2026-11-21T09:30:00.Z", "2026-11-21T09:30:00Zx",
  ])
  func `what is not RFC 3339 is nothing`(text: String) {
    #expect(Instant(rfc3339: text) == nil)
  }

  @Test(arguments: [-62_135_596_800, -1, 0, 951_782_400, 1_795_249_800, 4_102_444_800, 253_402_300_799] as [Int64])
  func `calendar and instant lead back to each other`(seconds: Int64) {
    let instant = Instant(seconds: seconds)
    for offset in [0, 60, -210, 840] {
      #expect(CivilDate(instant, offsetMinutes: offset).instant(offsetMinutes: offset) == instant)
    }
    #expect(Instant(rfc3339: instant.description) == instant)
  }

  @Test func `midnight may be written as hour 24`() {
    #expect(CivilDate(year: 2026, month: 12, day: 31, hour: 24)?.dayText == "2027-01-01")
    #expect(CivilDate(year: 2026, month: 12, day: 31, hour: 24, minute: 1) == nil)
  }

  @Test func `a written date keeps what was not said`() {
    let day = CivilDate(year: 2026, month: 11, day: 21, hour: 12)!.instant(offsetMinutes: 0)
    #expect(WrittenDate(instant: day, offsetMinutes: nil, hasTime: false).description == "2026-11-21")
    #expect(WrittenDate(instant: day, offsetMinutes: nil, hasTime: true).description == "2026-11-21T12:00:00")
    #expect(WrittenDate(instant: day, offsetMinutes: -90, hasTime: true).description == "2026-11-21T10:30:00-01:30")
    #expect(CivilDate(day).weekday == 6)
  }
}
