/// What is at a path.
package enum FileAnswer: Hashable, Sendable {
  case bytes([UInt8])
  case missing
  /// Something is there that cannot be read, and why: "permission denied", "is larger than 1 MiB".
  case unreadable(String)
  /// Nobody knows, and why: as on a runner that is not this machine.
  case unknown(String)
}
