// What a source's memory and settings mean to each other.
internal import Catalog
internal import News
internal import Settings

extension SourceRecord {
  /// Whether this is the memory of the source as it is configured: another address begins anew. User names and passwords
  /// are not kept in the catalogue, so they do not count.
  func belongs(to source: Source) -> Bool { url.description == source.url.description }
}

extension Source {
  /// The least and the greatest time between two polls, in seconds: its own, else those of all sources.
  func bounds(within polling: Configuration.Polling) -> ClosedRange<Int> {
    let least = shortest ?? polling.shortest
    return least...max(least, longest ?? polling.longest)
  }

  /// The request headers in a fixed order.
  var sortedHeaders: [(String, String)] { headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
}
