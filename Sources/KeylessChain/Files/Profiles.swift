/// The two files as one dialect reads them.
package struct Profiles: Hashable, Sendable {
  /// In the order they are read; usually one.
  package let configs: [ConfigFile]
  package let credentialsFiles: [ConfigFile]
  package let dialect: ConfigDialect
  private let united: UnitedSections

  package init(config: ConfigFile?, credentials: ConfigFile?, dialect: ConfigDialect) {
    self.init(configs: config.map { [$0] } ?? [], credentials: credentials.map { [$0] } ?? [], dialect: dialect)
  }

  /// Terraform's lists of files.
  package init(configs: [ConfigFile], credentials: [ConfigFile], dialect: ConfigDialect) {
    self.configs = configs
    credentialsFiles = credentials
    self.dialect = dialect
    united = UnitedSections(configs: configs, credentials: credentials, dialect: dialect)
  }

  package var config: ConfigFile? { configs.first }
  package var credentials: ConfigFile? { credentialsFiles.first }

  /// The first problem at which the tool stops, whichever profile it is asked for.
  package var failure: ConfigProblem? {
    for file in configs + credentialsFiles {
      if let failure = file.failure { return failure }
    }
    return nil
  }

  /// In order.
  package var names: [String] { united.names }

  package subscript(name: String) -> Profile? { united.profile(name, dialect) }

  package func session(_ name: String) -> ConfigSection? { united.sessions[name] }

  package func services(_ name: String) -> ConfigSection? { united.services[name] }
}
