// A text the demo's server reads while the demo changes it.
import Synchronization

/// A text behind a lock.
final class SharedText: Sendable {
  private let value: Mutex<String>

  init(_ value: String) { self.value = Mutex(value) }

  var current: String {
    get { value.withLock { $0 } }
    set { value.withLock { $0 = newValue } }
  }
}
