// When a permanent redirect is believed.
internal import Catalog
internal import News
internal import Transport

/// Adopts a new address after enough identical sightings over a long enough time; the same address over https at once.
struct MovePolicy: Sendable {
  /// Sightings in a row.
  let sightings: Int
  /// Seconds from the first of them.
  let seconds: Int

  /// Takes note of the redirects an answer came by.
  func note(_ response: FetchResponse, in record: inout SourceRecord, asked: WebAddress, now: Instant) {
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
    let upgraded =
      asked.scheme == "http" && target.scheme == "https"
      && asked.description.dropFirst("http".count) == target.description.dropFirst("https".count)
    let waited = (record.movedFirst ?? now).adding(seconds: Int64(seconds)) <= now
    if upgraded || (record.movedSightings >= sightings && waited) {
      if record.feedURL == nil { record.adoptedURL = target } else { record.feedURL = target }
      (record.movedTo, record.movedSightings, record.movedFirst) = (nil, 0, nil)
    }
  }
}
