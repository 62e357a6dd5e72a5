package import KeylessSource

/// One profile with what each of the two files says of it.
package struct Profile: Hashable, Sendable {
  package let name: String
  package let config: ConfigSection?
  package let credentials: ConfigSection?
  /// Why the tool stops when it uses this profile, though its files are read: as half a pair of keys does to Go.
  package let failure: ConfigProblem?
  /// The dialect's union of the two.
  private let united: [String: ConfigProperty]

  package init(
    _ name: String,
    config: ConfigSection?,
    credentials: ConfigSection?,
    united: [String: ConfigProperty],
    failure: ConfigProblem? = nil
  ) {
    self.name = name
    self.config = config
    self.credentials = credentials
    self.united = united
    self.failure = failure
  }

  /// A key that is there and not empty, as the dialect unites the two files.
  package subscript(key: String) -> Located<String>? {
    united[key].flatMap { $0.value.value.isEmpty ? nil : $0.value }
  }

  /// A key that is there, which may be empty or hold others.
  package func property(_ key: String) -> ConfigProperty? { united[key] }

  package var keys: [String] { united.keys.sorted() }

  /// Where it stands: its header in the config file, else in the credentials file.
  package var place: SourceSpan? { (config ?? credentials)?.name.span }
}
