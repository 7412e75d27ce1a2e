// What a source's memory and settings mean to each other.
internal import Catalog
internal import News

extension SourceRecord {
  /// Whether this is the memory of the source as it is configured: another address begins anew. User names and passwords
  /// are not kept in the catalogue, so they do not count.
  func belongs(to source: Source) -> Bool { url.description == source.url.description }
}

extension Source {
  /// The request headers in a fixed order.
  var sortedHeaders: [(String, String)] { headers.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
}
