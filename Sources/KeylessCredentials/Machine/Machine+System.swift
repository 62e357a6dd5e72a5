package import KeylessChain
package import KeylessSystem

extension KeylessChain.Machine {
  /// This machine, or one that is described: `environment` in the place of its variables, and `root` in the place of `/`.
  ///
  /// The instance metadata service is asked by nobody here, so whether it answers is not known, unless `asksMetadata`.
  package init(
    _ system: System,
    environment: [String: String]? = nil,
    root: String? = nil,
    directory: String,
    asksMetadata: Bool = false
  ) {
    self.init(
      environment: KeylessChain.Environment(environment ?? system.environment),
      directory: directory,
      instanceMetadata: asksMetadata
        ? .value(true, nil) : .unknown("is not asked without `--live`", nil),
      read: { path in MachineFiles(system, root: root).read(path) }
    )
  }
}
