// The settings of listing pages that are more than selectors: zones, formats, and what may be left out.
import News
import Settings
import Testing

struct ListingSettingsTests {
  private func listing(_ yaml: String) throws -> ListingRules? {
    try SettingsFile.parse(
      "sources:\n  - {url: https://quay.example/, kind: html, listing: \(yaml)}\n", file: "f", directory: "."
    ).sources[0].listing
  }

  @Test func `a zone knows its summer time, in both hemispheres and none`() throws {
    func offsets(_ name: String) throws -> [Int] {
      let zone = try #require(try listing("{item: li, time_zone: \(name)}")?.timeZone)
      #expect(zone.description == name)
      return ["2026-01-15T12:00:00Z", "2026-07-15T12:00:00Z"].map { zone.offset(at: Instant(rfc3339: $0)!) }
    }
    #expect(try offsets("Europe/Berlin") == [60, 120])
    #expect(try offsets("America/New_York") == [-300, -240])
    #expect(try offsets("Australia/Sydney") == [660, 600])
    #expect(try offsets("Asia/Kolkata") == [330, 330])
    #expect(try offsets("UTC") == [0, 0])
    #expect(try offsets("-03:30") == [-210, -210])
  }

  @Test func `the hour of the change is known to the second`() throws {
    let zone = try #require(try listing("{item: li, time_zone: Europe/Berlin}")?.timeZone)
    #expect(zone.offset(at: Instant(rfc3339: "2026-10-25T00:59:59Z")!) == 120)
    #expect(zone.offset(at: Instant(rfc3339: "2026-10-25T01:00:00Z")!) == 60)
    #expect(zone.offset(at: Instant(rfc3339: "2038-06-01T00:00:00Z")!) == 120)
  }

  @Test func `one format is a list of one, and a page that is found out by itself may still have several`() throws {
    #expect(try listing("{item: li, date: i, date_format: \"%d.%m.%Y\"}")?.dateFormats == [try DateFormat("%d.%m.%Y")])
    let rules = try #require(try listing("{pages: 4}"))
    #expect(rules.item == nil && rules.pages == 4)
  }
}
