// Dates read by formats of the settings: the conversions, what is left out, and formats that are refused.

import Markup
import News
import Testing

struct FormattedDateTests {
  static let berlin = ClockZone(
    name: "Europe/Berlin", offsetMinutes: 60,
    changes: [
      .init(start: Instant(rfc3339: "2026-03-29T01:00:00Z")!, offsetMinutes: 120),
      .init(start: Instant(rfc3339: "2026-10-25T01:00:00Z")!, offsetMinutes: 60),
    ])
  /// A Saturday morning in Berlin.
  static let now = Instant(rfc3339: "2026-11-21T09:30:00Z")!

  static func read(_ text: String, _ formats: String..., zone: ClockZone? = nil, now: Instant? = now) throws -> String?
  {
    FormattedDate.parse(text, formats: try formats.map { try DateFormat($0) }, zone: zone, now: now)?.description
  }

  @Test(
    "a date is read as its format says",
    arguments: [
      ("03/04/2026", "%d/%m/%Y", "2026-04-03"), ("03/04/2026", "%m/%d/%Y", "2026-03-04"),
      ("20.11.2026 14:05", "%d.%m.%Y %H:%M", "2026-11-20T14:05:00"),
      ("20.11.26, 7.05 Uhr", "%d.%m.%y, %H.%M Uhr", "2026-11-20T07:05:00"),
      ("5/1/69", "%d/%m/%y", "1969-01-05"), ("5/1/68", "%d/%m/%y", "2068-01-05"), ("2026-11-20", "%F", "2026-11-20"),
      ("11/20/26", "%D", "2026-11-20"), ("20.11.2026 14:05:09", "%d.%m.%Y %T", "2026-11-20T14:05:09"),
      ("Nov 20 2026 02:05 PM", "%b %d %Y %I:%M %p", "2026-11-20T14:05:00"),
      ("12:05 am 20 Nov 2026", "%I:%M %p %d %b %Y", "2026-11-20T00:05:00"),
      ("12:05 p.m. 20 Nov 2026", "%l:%M %p %e %b %Y", "2026-11-20T12:05:00"), ("2026/324", "%Y/%j", "2026-11-20"),
      ("1795167000", "%s", "2026-11-20T09:30:00Z"),
      ("20261120T1405+0130", "%Y%m%dT%H%M%z", "2026-11-20T14:05:00+01:30"),
      ("20-11-2026 14:05 Z", "%d-%m-%Y %R %z", "2026-11-20T14:05:00Z"),
      ("20-11-2026 14:05 MEZ", "%d-%m-%Y %R %Z", "2026-11-20T14:05:00+01:00"),
      // Names of months in the languages the wild parser knows, full, shortened, with a full stop.
      ("Freitag, 20. März 2026", "%A, %d. %B %Y", "2026-03-20"), ("Fr., 20. Nov. 2026", "%a, %d. %b %Y", "2026-11-20"),
      ("20 de noviembre de 2026", "%d de %B de %Y", "2026-11-20"), ("20 ноября 2026", "%d %B %Y", "2026-11-20"),
      ("20 Kasım 2026", "%d %B %Y", "2026-11-20"), ("20 नवंबर 2026", "%d %B %Y", "2026-11-20"),
      ("20 تشرين الثاني 2026", "%d %B %Y", "2026-11-20"), ("٢٠/١١/٢٠٢٦", "%d/%m/%Y", "2026-11-20"),
      ("20 พ.ย. 2569", "%d %B %Y", "2026-11-20"), ("29 آبان 1405", "%d %B %Y", "2026-11-20"),
      ("1405/08/29", "%Y/%m/%d", "2026-11-20"),
      ("2026年11月20日", "%Y年%m月%d日", "2026-11-20"), ("20 tháng 11, 2026", "%d tháng %m, %Y", "2026-11-20"),
      // Other text around it, white space of any kind, padding flags.
      ("By Jane Roe on 20.11.2026 | 3 comments", "%d.%m.%Y", "2026-11-20"),
      ("20.\u{A0}11.\u{2009}2026", "%d. %m. %Y", "2026-11-20"),
      ("posted:20.11.2026", "%-d.%-m.%Y", "2026-11-20"),
      ("AT 14H05, 20/11/2026", "at %Hh%M, %d/%m/%Y", "2026-11-20T14:05:00"),
    ])
  func reads(text: String, format: String, wanted: String) throws {
    #expect(try Self.read(text, format) == wanted)
  }

  @Test(
    "what does not fit, or is no day, is read as nothing",
    arguments: [
      ("21.11.2026", "%d.%m.%y"), ("121.11.2026", "%d.%m.%Y"), ("31.02.2026", "%d.%m.%Y"), ("20.13.2026", "%d.%m.%Y"),
      ("20 Novembruary 2026", "%d %B %Y"), ("yesterday", "%d.%m.%Y"), ("", "%d"), ("20-11-2026", "%d.%m.%Y"),
      ("20-11-2026 14:05 XYZ", "%d-%m-%Y %R %Z"),
    ])
  func nothing(text: String, format: String) throws {
    guard let format = try? DateFormat(format) else { return }
    #expect(FormattedDate.parse(text, formats: [format], zone: nil, now: nil) == nil)
  }

  @Test func `of several formats the first that fits counts`() throws {
    #expect(try Self.read("20.11.2026", "%d.%m.%Y %H:%M", "%d.%m.%Y") == "2026-11-20")
    #expect(try Self.read("20.11.2026 14:05", "%d.%m.%Y %H:%M", "%d.%m.%Y") == "2026-11-20T14:05:00")
  }

  @Test func `a year that is left out is the latest that lies not ahead, a day that is left out is today or yesterday`()
    throws
  {
    #expect(try Self.read("20 Nov", "%d %b") == "2026-11-20")
    #expect(try Self.read("22 Nov", "%d %b") == "2026-11-22")
    #expect(try Self.read("24 Dec", "%d %b") == "2025-12-24")
    #expect(try Self.read("29 Feb", "%d %b") == "2024-02-29")
    #expect(try Self.read("08:15", "%H:%M") == "2026-11-21T08:15:00")
    #expect(try Self.read("23:15", "%H:%M") == "2026-11-20T23:15:00")
    // In Berlin it is an hour later.
    #expect(try Self.read("10:15", "%H:%M", zone: Self.berlin) == "2026-11-21T10:15:00+01:00")
    #expect(try Self.read("20 Nov", "%d %b", now: nil) == nil)
    #expect(try Self.read("08:15", "%H:%M", now: nil) == nil)
  }

  @Test func `a time without a zone is that of the zone given, summer and winter, and one with a zone keeps it`() throws
  {
    #expect(try Self.read("20.11.2026 14:05", "%d.%m.%Y %R", zone: Self.berlin) == "2026-11-20T14:05:00+01:00")
    #expect(try Self.read("20.07.2026 14:05", "%d.%m.%Y %R", zone: Self.berlin) == "2026-07-20T14:05:00+02:00")
    #expect(try Self.read("20.07.2026 14:05 GMT", "%d.%m.%Y %R %Z", zone: Self.berlin) == "2026-07-20T14:05:00Z")
    #expect(try Self.read("20.07.2026", "%d.%m.%Y", zone: Self.berlin) == "2026-07-20")
    // The hour that is shown twice, and the one that is skipped.
    #expect(try Self.read("25.10.2026 02:30", "%d.%m.%Y %R", zone: Self.berlin) == "2026-10-25T02:30:00+02:00")
    #expect(try Self.read("25.10.2026 03:00", "%d.%m.%Y %R", zone: Self.berlin) == "2026-10-25T03:00:00+01:00")
    #expect(try Self.read("29.03.2026 02:30", "%d.%m.%Y %R", zone: Self.berlin) == "2026-03-29T02:30:00+01:00")
    #expect(try Self.read("29.03.2026 03:00", "%d.%m.%Y %R", zone: Self.berlin) == "2026-03-29T03:00:00+02:00")
  }

  @Test(
    "a format that cannot be meant is refused with a reason",
    arguments: [
      ("%d.%m.%", "after the last “%”"), ("%d %Q", "“%Q” is no conversion"), ("%c", "locale"), ("%d.%m.%Y %d", "twice"),
      ("%m %B %d", "the month twice"), ("%d %Y", "a day needs a month"), ("%B %Y", "a month needs a day"),
      ("%Y", "neither a day"),
      ("dd.mm.yyyy", "neither a day"), ("%Y %H:%M", "a year needs"), ("%I:%M %d.%m.", "needs its half"),
      ("%d.%m. %M", "minutes need"),
      ("%d.%m.%Y %f", "fractions"), ("%G-%V", "years of weeks"),
    ])
  func refused(format: String, part: String) {
    let refusal = #expect(throws: Refusal.self) { try DateFormat(format) }
    #expect(refusal?.code == "bad-date-format")
    #expect(refusal?.message.contains(part) == true, "\(refusal?.message ?? "")")
  }
}
