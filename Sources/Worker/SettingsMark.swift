// What a person changed in the settings takes effect at the next start: what it touches is asked again soon.
internal import Catalog
internal import News
internal import Settings

/// The settings a source was last polled under, as digests: they tell that something has changed. What may be secret
/// (values of headers, passwords) is not among it, since a digest can be guessed at.
struct SettingsMark: Equatable {
  /// How the source is asked, and how often.
  let asking: String
  /// How its answers are read.
  let reading: String
  /// How the network is used, and what of it may be reached.
  let network: String

  init(_ source: Source, _ settings: Configuration) {
    let bounds = source.bounds(within: settings.polling)
    asking = Self.digest([
      source.interval, bounds, source.headers.keys.sorted(), source.secretHeaders.sorted { $0.key < $1.key },
      source.credentials, source.robots, source.asksForDelta,
    ])
    reading = Self.digest([source.kind, source.listing])
    let network = settings.network
    self.network = Self.digest([
      network.userAgent, network.contact, network.proxy.flatMap { $0.split(separator: "@").last },
      network.allow, network.caFile, network.respectRobots,
    ])
  }

  /// A mark as ``text`` wrote it.
  init?(_ text: String) {
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 3 else { return nil }
    (asking, reading, network) = (parts[0], parts[1], parts[2])
  }

  /// As it is kept.
  var text: String { "\(asking) \(reading) \(network)" }

  private static func digest(_ values: [Any?]) -> String {
    let words = values.map { value in value.map { String(reflecting: $0) } ?? "-" }
    return Digest.hex(Digest.sha256(words.joined(separator: "\u{1F}").utf8).prefix(8))
  }
}

extension SourceRecord {
  /// What is known of a source as it is configured now; nil where this is the memory of another address.
  ///
  /// A source whose own settings have changed, and a failing one when those of the network have, is due as soon as its
  /// shortest wait allows. Where the answer is to be read in another way, validators are of no use, nor is a feed that was
  /// found behind the page.
  func adjusted(to source: Source, _ settings: Configuration) -> SourceRecord? {
    guard belongs(to: source) else { return nil }
    guard let before = SettingsMark(settingsMark) else { return self }
    let mark = SettingsMark(source, settings)
    var record = self
    if before.reading != mark.reading {
      (record.etag, record.lastModified, record.validatorsURL, record.feedURL) = (nil, nil, nil, nil)
    }
    if before.asking != mark.asking || before.reading != mark.reading { record.retired = false }
    if before.asking != mark.asking || before.reading != mark.reading || failures > 0 && before.network != mark.network,
      let polled = lastPolled
    {
      let soon = polled.adding(seconds: Int64(source.bounds(within: settings.polling).lowerBound))
      if soon < record.nextDue { (record.nextDue, record.dueReason) = (soon, "its settings have changed") }
    }
    return record
  }
}

extension CatalogStore {
  /// What is known of the configured sources, as their settings are now.
  func memory(of settings: Configuration) throws(CatalogFailure) -> [SourceName: SourceRecord] {
    let records = try sources()
    var known: [SourceName: SourceRecord] = [:]
    for source in settings.sources { known[source.name] = records[source.name]?.adjusted(to: source, settings) }
    return known
  }
}
