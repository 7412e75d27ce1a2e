// When a permanent redirect is believed.
internal import Catalog
internal import News
internal import Transport

/// Adopts a new address after three identical sightings over at least seven days; the same address over https at once.
enum MovePolicy {
  static let sightings = 3
  static let days: Int64 = 7

  /// Takes note of the redirects an answer came by.
  static func note(_ response: FetchResponse, in record: inout SourceRecord, asked: WebAddress, now: Instant) {
    guard response.status == 200 || response.status == 226 || response.status == 304,
      let target = response.permanentURL, target != asked
    else {
      (record.movedTo, record.movedSightings, record.movedFirst) = (nil, 0, nil)
      return
    }
    if record.movedTo == target {
      record.movedSightings += 1
    } else {
      (record.movedTo, record.movedSightings, record.movedFirst) = (target, 1, now)
    }
    let upgraded = asked.scheme == "http" && target.scheme == "https" && asked.identityKey == target.identityKey
    let waited = (record.movedFirst ?? now).adding(seconds: days * 86_400) <= now
    if upgraded || (record.movedSightings >= sightings && waited) {
      if record.feedURL == nil { record.adoptedURL = target } else { record.feedURL = target }
      (record.movedTo, record.movedSightings, record.movedFirst) = (nil, 0, nil)
    }
  }
}
