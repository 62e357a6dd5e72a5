package import KeylessSource

/// One section of a config or credentials file; a name that appears twice is one section, united as its dialect does.
package struct ConfigSection: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case profile, ssoSession, services
    /// What the dialect ignores, kept so that a message can say so.
    case ignored
  }

  package var kind: Kind
  /// Without `profile` and its kin; the place is the whole header.
  package var name: Located<String>
  /// What stands between the brackets, as the dialect compares it: `profile dev`.
  package var header: String
  package var properties: [ConfigProperty]

  package init(
    _ kind: Kind,
    _ name: Located<String>,
    header: String? = nil,
    _ properties: [ConfigProperty] = []
  ) {
    self.kind = kind
    self.name = name
    self.header = header ?? name.value
    self.properties = properties
  }

  /// The last one wins.
  ///
  /// An empty value is one.
  package subscript(key: String) -> Located<String>? {
    property(key)?.value
  }

  package func property(_ key: String) -> ConfigProperty? {
    properties.last { $0.name.value == key }
  }
}
