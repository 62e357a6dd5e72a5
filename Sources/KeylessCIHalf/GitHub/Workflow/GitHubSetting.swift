package import KeylessSource

/// A name with a scalar: an entry of `env`, `with`, or of the secrets that are handed to a called workflow.
package struct GitHubSetting: Hashable, Sendable {
  package var name: Located<String>
  /// As it is written, expressions and all.
  package var value: Located<String>

  package init(name: Located<String>, value: Located<String>) {
    self.name = name
    self.value = value
  }
}

extension [GitHubSetting] {
  /// An input's value; GitHub compares the names of inputs without case.
  package subscript(input name: String) -> GitHubSetting? { last { $0.name.value.lowercased() == name } }
}
