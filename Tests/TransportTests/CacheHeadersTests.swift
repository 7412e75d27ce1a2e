// When an origin says how long to wait: Retry-After, max-age, Expires, and dates in every form servers send.

import News
import Testing
@testable import Transport

@Suite struct CacheHeadersTests {
  // 2026-11-21 09:00:00 UTC by the client's clock.
  static let now = Instant(rfc3339: "2026-11-21T09:00:00Z")!

  @Test(
    arguments: [
      ([("Retry-After", "120")], 120), ([("Retry-After", "0")], 0), ([("Retry-After", " 7 ")], 7),
      ([("Retry-After", "99999999999999999999")], 1 << 31), ([("Retry-After", "-5")], nil),
      ([("Retry-After", "soon")], nil), ([], nil), ([("Retry-After", "1.5")], nil),
      ([("Retry-After", "Sat, 21 Nov 2026 09:10:00 GMT")], 600),
      // The origin's clock is an hour ahead: what counts is the time between its own two dates.
      ([("Retry-After", "Sat, 21 Nov 2026 10:10:00 GMT"), ("Date", "Sat, 21 Nov 2026 10:00:00 GMT")], 600),
      ([("Retry-After", "Sat, 21 Nov 2026 08:00:00 GMT")], 0),
    ] as [([(String, String)], Int?)])
  func `both forms of Retry-After are seconds from now`(headers: [(String, String)], seconds: Int?) {
    #expect(response(headers).retryAfterSeconds == seconds)
  }

  @Test(
    arguments: [
      ([("Cache-Control", "max-age=300")], 300), ([("Cache-Control", "public, max-age=\"300\" , immutable")], 300),
      ([("Cache-Control", "public"), ("Cache-Control", "Max-Age = 60")], 60), ([("Cache-Control", "max-age=0")], 0),
      ([("Cache-Control", "max-age=300"), ("Age", "100")], 200),
      ([("Cache-Control", "max-age=300"), ("Age", "900")], 0),
      ([("Cache-Control", "max-age=300"), ("Expires", "Sat, 21 Nov 2026 10:00:00 GMT")], 300),
      ([("Cache-Control", "s-maxage=300")], nil), ([("Cache-Control", "no-cache, max-age=300")], 0),
      ([("Cache-Control", "no-store")], 0), ([("Cache-Control", "no-cache=\"Set-Cookie\", max-age=5")], 5),
      ([("Cache-Control", "max-age=later")], nil), ([("Cache-Control", "max-age=99999999999999999999")], 1 << 31),
      ([("Expires", "Sat, 21 Nov 2026 10:00:00 GMT")], 3600),
      ([("Expires", "Sat, 21 Nov 2026 10:00:00 GMT"), ("Date", "Sat, 21 Nov 2026 09:59:00 GMT")], 60),
      ([("Expires", "Sat, 21 Nov 2026 08:00:00 GMT")], 0), ([("Expires", "0")], 0), ([("Expires", "-1")], 0), ([], nil),
    ] as [([(String, String)], Int?)])
  func `freshness is max-age, else Expires, less Age`(headers: [(String, String)], seconds: Int?) {
    #expect(response(headers).freshnessSeconds == seconds)
  }

  @Test(
    arguments: [
      ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
      ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37Z"),
      ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37Z"), ("Sun, 6 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
      ("sun, 06 nov 2026 08:49:37 utc", "2026-11-06T08:49:37Z"), ("Sat, 31 Feb 2026 08:49:37 GMT", nil), ("", nil),
      ("0", nil), ("Sun, 06 Nov 1994", nil), ("Sun, 06 Nov 1994 08:49 GMT", nil),
      ("Sun, 06 Nov 1994 08:49:37 CET", nil),
      ("Sun, 06 Nov 1994 25:49:37 GMT", nil), ("Sun, 06 Nov 1994 08:49:37 GMT 5 5", nil),
      ("Fri, 29 Feb 2028 00:00:00 GMT", "2028-02-29T00:00:00Z"),
    ])
  func `dates are read in the three forms of HTTP`(text: String, instant: String?) {
    #expect(HTTPDate.instant(text)?.description == instant)
  }

  private func response(_ headers: [(String, String)]) -> FetchResponse {
    FetchResponse(
      status: 200, headers: HeaderFields(headers), body: [], finalURL: WebAddress("http://news.example/")!,
      receivedAt: Self.now)
  }
}
