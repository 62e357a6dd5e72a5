/// How much a child whose output is wanted may take.
package struct ProcessLimits: Hashable, Sendable {
  /// Seconds until its whole process group is killed.
  package var seconds: Int
  /// Bytes of its standard output.
  package var bytes: Int

  package init(seconds: Int, bytes: Int) {
    self.seconds = seconds
    self.bytes = bytes
  }
}
