// When what was written is forced to the disk.

/// How much of a crash or power cut a commit withstands.
public enum Durability: String, Sendable, CaseIterable {
  /// One `syncfs` for a batch: what was reported as stored survives a power cut. It also waits for what other
  /// programs have written to the same file system.
  case batch
  /// One `fsync` for each file and folder: the same promise, 3 to 40 times slower, without waiting for neighbours.
  case each
  /// No syncing: whole bundles still appear at once, but a power cut can lose or tear what was reported as stored.
  case none
}
