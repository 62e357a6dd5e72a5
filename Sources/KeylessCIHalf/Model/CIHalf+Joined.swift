extension CIHalf {
  /// Adds what another platform's files hold.
  package mutating func add(_ other: CIHalf) {
    jobs += other.jobs
    diagnostics += other.diagnostics
  }
}
