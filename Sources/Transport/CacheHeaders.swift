// When an answer's headers allow to ask again: Retry-After, Cache-Control, Expires.

internal import News

/// The times in an answer's headers, in seconds from when it was received.
struct CacheHeaders {
  /// RFC 9110 section 10.2.3, never negative.
  let retryAfterSeconds: Int?
  /// RFC 9111 section 4.2, less `Age`, never negative.
  let freshnessSeconds: Int?

  init(_ headers: HeaderFields, receivedAt: Instant) {
    let now = headers["Date"].flatMap(HTTPDate.instant) ?? receivedAt
    func secondsUntil(_ date: Instant) -> Int { max(0, Int(date.seconds - now.seconds)) }

    retryAfterSeconds = headers["Retry-After"].flatMap { text in
      Self.seconds(text) ?? HTTPDate.instant(text).map(secondsUntil)
    }

    var lifetime: Int?
    var unusable = false
    for directive in headers.values("Cache-Control").flatMap({ $0.split(separator: ",") }) {
      let parts = directive.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " && $0 != "\"" } }
      switch parts.first?.lowercased() {
      case "max-age": if lifetime == nil, parts.count == 2 { lifetime = Self.seconds(parts[1]) }
      // `no-cache="Set-Cookie"` speaks of one field, not of the answer.
      case "no-cache", "no-store": if parts.count == 1 { unusable = true }
      default: break
      }
    }
    if lifetime == nil, let expires = headers["Expires"] {
      lifetime = HTTPDate.instant(expires).map(secondsUntil) ?? 0  // an invalid date, such as 0, is in the past
    }
    let age = headers["Age"].flatMap(Self.seconds) ?? 0
    freshnessSeconds = unusable ? 0 : lifetime.map { max(0, $0 - age) }
  }

  /// Delta-seconds; what exceeds 2^31 counts as that (RFC 9111 section 1.2.2).
  private static func seconds(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return nil }
    return min(Int(text) ?? .max, 1 << 31)
  }
}
