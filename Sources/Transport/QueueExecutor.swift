// A serial Dispatch queue as an actor's executor: Linux's Dispatch has no DispatchSerialQueue.

public import Dispatch

/// Runs an actor's jobs one after the other on a queue of its own, so that plain Dispatch callbacks on that queue may
/// assume the actor's isolation, and so that work that blocks does not hold the shared pool.
public final class QueueExecutor: SerialExecutor {
  /// The queue.
  public let queue: DispatchQueue

  /// An executor over a new queue.
  public init(label: String) { queue = DispatchQueue(label: label) }

  /// Puts a job on the queue.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedSerialExecutor()
    queue.async { job.runSynchronously(on: executor) }
  }

  /// Ends the program where the caller is not on the queue.
  public func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
