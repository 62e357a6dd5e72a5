package import KeylessSource

/// One profile with what each of the two files says of it.
package struct Profile: Hashable, Sendable {
  package let name: String
  package let config: ConfigSection?
  package let credentials: ConfigSection?
  /// The dialect's union of the two.
  private let united: [String: Located<String>]

  package init(_ name: String, config: ConfigSection?, credentials: ConfigSection?, united: [String: Located<String>]) {
    self.name = name
    self.config = config
    self.credentials = credentials
    self.united = united
  }

  /// A key that is there and not empty, as the dialect unites the two files.
  package subscript(key: String) -> Located<String>? {
    united[key].flatMap { $0.value.isEmpty ? nil : $0 }
  }

  /// Where it stands: its header in the config file, else in the credentials file.
  package var place: SourceSpan? { (config ?? credentials)?.name.span }
}
