// The fuzzer's entrance: libFuzzer has `main` and calls this with every input it thinks of. Built by .ci/fuzz only.

import FeedInvariants
import Glibc
import PageInvariants

/// Whether inputs for the readers of pages are read too: in the long run only, for now.
private let readsPages = getenv("NEWSFOLD_FUZZ_PAGES") != nil

/// Reads one input; a broken invariant ends the process, which is how libFuzzer learns of it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let file = Array(UnsafeBufferPointer(start: data, count: count))
  let broken = Invariants.broken(byFile: file) + (readsPages ? PageInvariants.broken(byFile: file) : [])
  guard broken.isEmpty else {
    var lines = ""
    for sentence in broken { lines += "BROKEN: \(sentence)\n" }
    _ = lines.utf8CString.withUnsafeBytes { write(2, $0.baseAddress, $0.count - 1) }
    abort()
  }
  return 0
}
