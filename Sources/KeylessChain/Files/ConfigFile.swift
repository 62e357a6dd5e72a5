/// One config or credentials file, read in a dialect.
///
/// Reading is total: any bytes give sections and problems.
package struct ConfigFile: Hashable, Sendable {
  package enum Role: Hashable, Sendable {
    case config, credentials
  }

  package let path: String
  package let role: Role
  package let dialect: ConfigDialect
  package let sections: [ConfigSection]
  package let problems: [ConfigProblem]
}
