import KeylessSource

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
    let profiles = Profiles(configs: configs, credentials: credentials, dialect: dialect)
    if let name = SourceProfiles.tooDeep(profiles) {
      let place = profiles[name]?.place
      throw UnknownInput(
        .file(place?.file ?? profiles.config?.path ?? ""),
        SourceProfiles.tooDeepWords,
        at: place
      )
    }
    return profiles
  }
}
