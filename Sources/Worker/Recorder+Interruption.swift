// What a stop leaves behind: sources that were asked although nothing they answered is recorded.
internal import Catalog
internal import News

extension Recorder {
  /// Puts the next poll of sources off that were asked in vain, so that a worker which is restarted does not ask them
  /// twice within their shortest wait, nor while their servers may still be busy with the first request. All else that
  /// is known of them stays as it was: what was not recorded is asked for again. Works after `stop()` too.
  ///
  /// Throws `CatalogFailure`; then they are asked again at once.
  func postpone(_ interrupted: [Asked]) throws {
    var batch = CatalogBatch(at: time.now())
    for asked in interrupted where asked.report.requests > 0 {
      var record = asked.previous ?? SourceRecord(name: asked.source.name, url: asked.source.url)
      let wait = max(asked.source.bounds(within: settings.polling).lowerBound, settings.polling.timeout)
      record.lastPolled = asked.now
      record.nextDue = asked.now.adding(seconds: Int64(wait))
      record.dueReason = "the worker was stopped while it read this"
      batch.sources.append(record)
    }
    if !batch.sources.isEmpty { try catalog.commit(batch) }
  }
}
