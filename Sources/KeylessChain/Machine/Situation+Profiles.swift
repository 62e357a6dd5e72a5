extension Situation {
  /// The config and credentials files as a dialect finds, reads and unites them; given paths in place of the usual ones are
  /// those of the tool's own arguments.
  package func profiles(
    _ dialect: ConfigDialect,
    config: [String]? = nil,
    credentials: [String]? = nil
  ) throws(UnknownInput) -> Profiles {
    let finder = ConfigPaths(dialect, self)
    let configs = try finder.files(config, .config)
    let credentials = try finder.files(credentials, .credentials)
    return Profiles(configs: configs, credentials: credentials, dialect: dialect)
  }
}
