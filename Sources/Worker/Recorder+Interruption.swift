// What a stop or a failed commit leaves behind: sources that were asked although nothing they answered is recorded.
internal import Catalog
internal import News
internal import Settings

extension Asked {
  /// The source's memory as it is kept where nothing of this poll can be recorded; nil where it was not asked.
  ///
  /// Its next poll is put off, so that a worker which is restarted does not ask it twice within its shortest wait, nor
  /// before the time that its answer named, nor while its server may still be busy with the first request. All else that
  /// is known of it stays as it was: what was not recorded is asked for again.
  func interrupted(within polling: Configuration.Polling) -> SourceRecord? {
    guard report.requests > 0 else { return nil }
    let bounds = source.bounds(within: polling)
    var memory = previous ?? SourceRecord(name: source.name, url: source.url)
    let wait = max(bounds.lowerBound, polling.timeout, min(askedWait, bounds.upperBound))
    memory.lastPolled = ended
    memory.nextDue = ended.adding(seconds: Int64(wait))
    memory.dueReason = "the worker was stopped while it read this"
    return memory
  }

  /// The wait that the answer asked for, in seconds.
  private var askedWait: Int {
    switch step {
    case .over(.answered(let seconds)): seconds ?? 0
    case .over(.failed(let seconds, _)): seconds ?? 0
    case .over(.held): 0
    // Nothing is to be had there soon.
    case .over(.gone), .over(.blocked): .max
    case .unchanged(let response): max(response.freshnessSeconds ?? 0, record.askedSeconds ?? 0)
    case .read(let reading, let response):
      max((reading.found?.response ?? response).freshnessSeconds ?? 0, record.askedSeconds ?? 0)
    }
  }
}

extension Recorder {
  /// Records the memory of sources that were asked in vain, and what was learned of hosts. Works after `stop()` too.
  ///
  /// Throws `CatalogFailure`; then they are asked again at once.
  func postpone(_ interrupted: [SourceRecord]) throws(CatalogFailure) {
    guard !interrupted.isEmpty || !unrecorded.isEmpty else { return }
    var batch = CatalogBatch(at: time.now())
    batch.sources = interrupted
    try commit(batch)
  }

  /// Shows that something can be recorded, before anybody is asked in vain. Throws `CatalogFailure`.
  func begin() throws(CatalogFailure) {
    let now = time.now()
    var batch = CatalogBatch(at: now)
    batch.facts["last run"] = Fact(now.description)
    try commit(batch)
  }

  /// Commits a batch, and with it what was learned of hosts; that is kept for the next one where this one fails.
  func commit(_ batch: CatalogBatch) throws(CatalogFailure) {
    var batch = batch
    let facts = unrecorded.take()
    batch.facts.merge(facts) { $1 }
    do { try catalog.commit(batch) } catch {
      unrecorded.putBack(facts)
      throw error
    }
  }
}
