// Every transfer takes descriptors, and a process that runs out of them can do nothing in order any more: not even say so.
internal import Glibc
internal import News

/// Makes room for transfers in the process's limit of open files.
enum Descriptors {
  /// What is open besides transfers: catalogue, lock, bundles being written, queues, standard streams.
  private static let besides = 64
  /// A transfer has its socket, and while its name is looked up another one.
  private static let perTransfer = 2

  /// Raises the limit as far as it may be, and as far as it has to, for so many transfers at once. Returns how many there
  /// is room for, at most those wanted.
  ///
  /// Throws `Refusal` (code `few-descriptors`) where there is none for a single one.
  static func room(forTransfers wanted: Int) throws(Refusal) -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return wanted }
    let needed = rlim_t(besides + perTransfer * wanted)
    if limit.rlim_cur < needed, limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = min(limit.rlim_max, needed)
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
    return try room(within: Int(clamping: limit.rlim_cur), forTransfers: wanted)
  }

  /// How many transfers a limit has room for.
  static func room(within limit: Int, forTransfers wanted: Int) throws(Refusal) -> Int {
    let room = (limit - besides) / perTransfer
    guard room >= 1 else {
      throw Refusal(
        code: "few-descriptors",
        message: "only \(limit) files may be open at once, and newsfold needs \(besides + perTransfer) at least; "
          + "raise the limit (ulimit -n, LimitNOFILE=)")
    }
    return min(wanted, room)
  }
}
