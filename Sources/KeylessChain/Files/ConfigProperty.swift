package import KeylessSource

/// One `key = value` of a config or credentials file.
package struct ConfigProperty: Hashable, Sendable {
  /// In lower case where the dialect ignores case.
  package var name: Located<String>
  /// Without its comment; continuation lines joined by newlines.
  package var value: Located<String>
  /// The indented `k = v` lines below an empty value.
  package var nested: [ConfigProperty]

  package init(_ name: Located<String>, _ value: Located<String>, nested: [ConfigProperty] = []) {
    self.name = name
    self.value = value
    self.nested = nested
  }
}
