// Group commit: harvests that arrive while a batch is being written are written together as the next.
internal import News

/// Hands harvests to the recorder, as many at once as have gathered, and tells each sender when its own is stored.
actor Inbox {
  private let recorder: Recorder
  /// A batch waits this long for company, unless it is full.
  private let gathering: Duration
  private let full: Int
  private var waiting: [(harvest: Harvest, done: CheckedContinuation<SourceReport, any Error>)] = []
  private var writing = false

  init(_ recorder: Recorder, gatheringMilliseconds: Int, full: Int) {
    self.recorder = recorder
    gathering = .milliseconds(gatheringMilliseconds)
    self.full = full
  }

  /// Returns when the harvest is stored; throws what kept it from being stored.
  func record(_ harvest: Harvest) async throws -> SourceReport {
    try await withCheckedThrowingContinuation { done in
      waiting.append((harvest, done))
      if !writing {
        writing = true
        Task { await self.write() }
      }
    }
  }

  private func write() async {
    while !waiting.isEmpty {
      if waiting.reduce(0, { $0 + $1.harvest.drafts.count }) < full { try? await Task.sleep(for: gathering) }
      let batch = waiting
      waiting = []
      let recording = await recorder.record(batch.map(\.harvest))
      for item in batch {
        if let report = recording.reports[item.harvest.record.name] {
          item.done.resume(returning: report)
        } else {
          item.done.resume(throwing: recording.trouble ?? CancellationError())
        }
      }
    }
    writing = false
  }
}
