// SIGINT, SIGTERM and SIGHUP as an event, so that a run can end in order.
import Dispatch
import Foundation
import Synchronization

/// Watches for the signals that ask the program to end. The first is an event; another one that comes a second or more
/// later ends the program at once. What comes sooner is the same wish told twice: timeout(1), for one, signals a process
/// and then its group.
struct Interrupt {
  private let sources: [any DispatchSourceSignal]

  static func watch(_ action: @escaping @Sendable () -> Void) -> Interrupt {
    let first = FirstSignal()
    return Interrupt(
      sources: [SIGINT, SIGTERM, SIGHUP].map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler { @Sendable in
          switch first.elapsedSinceFirst() {
          case nil: action()
          case let elapsed? where elapsed >= 1_000_000_000:
            signal(number, SIG_DFL)
            raise(number)
          default: break
          }
        }
        source.activate()
        return source
      })
  }

  /// No more events.
  func end() {
    for source in sources { source.cancel() }
  }
}

/// When the first signal came.
private final class FirstSignal: Sendable {
  private let time = Mutex<UInt64?>(nil)

  /// Nanoseconds since the first call; nil at the first.
  func elapsedSinceFirst() -> UInt64? {
    let now = DispatchTime.now().uptimeNanoseconds
    return time.withLock { time in
      defer { time = time ?? now }
      return time.map { now - $0 }
    }
  }
}
