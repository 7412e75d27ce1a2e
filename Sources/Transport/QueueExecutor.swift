// A serial Dispatch queue as an actor's executor: Linux's Dispatch has no DispatchSerialQueue.

import Dispatch

/// Runs an actor's jobs on one serial queue, so that the actor and the queue's event handlers exclude each other.
final class QueueExecutor: SerialExecutor {
  let queue: DispatchQueue

  init(label: String) { queue = DispatchQueue(label: label) }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedSerialExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }

  func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
