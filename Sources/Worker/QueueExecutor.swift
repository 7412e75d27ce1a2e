// An actor executor over a Dispatch queue, for work that blocks on the disk and must not hold the cooperative pool.
internal import Dispatch

/// Runs an actor's jobs on a serial Dispatch queue of its own (Linux's Dispatch has no `DispatchSerialQueue`).
final class QueueExecutor: SerialExecutor {
  let queue: DispatchQueue

  init(label: String) { queue = DispatchQueue(label: label) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
  }

  func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
