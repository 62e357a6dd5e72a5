extension AWSHalf {
  /// Adds what another source holds.
  package mutating func add(_ other: AWSHalf) {
    providers += other.providers
    roles += other.roles
    diagnostics += other.diagnostics
  }
}
