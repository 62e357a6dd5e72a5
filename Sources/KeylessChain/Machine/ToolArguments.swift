/// What the tool's own configuration or command line says, by the argument's name.
package struct ToolArguments: Hashable, Sendable {
  /// A nested block, as `assume_role`.
  package struct Block: Hashable, Sendable {
    package var values: [String: Answer<String>]
    /// `.unknown` where nobody knows whether there is such a block; nil where it is there.
    package var doubt: Answer<String>?

    package init(_ values: [String: Answer<String>], doubt: Answer<String>? = nil) {
      self.values = values
      self.doubt = doubt
    }

    package subscript(name: String) -> Answer<String> { values[name] ?? .absent }
  }

  /// Something about the whole that nobody knows, so that no argument is sure.
  package struct Doubt: Hashable, Sendable {
    package let unknown: UnknownInput
    /// The case in which what is known is all, as in "it is `s3`".
    package let otherwise: String

    package init(_ unknown: UnknownInput, otherwise: String) {
      self.unknown = unknown
      self.otherwise = otherwise
    }
  }

  /// `profile`, `access_key`, `secret_key`, `token`; `role_arn` and its kin where a backend has them on top.
  package var values: [String: Answer<String>]
  package var assumeRoles: [Block]
  /// `assume_role_with_web_identity`.
  package var webIdentity: Block?
  /// `shared_config_files` and `shared_credentials_files`; nil where the tool's own default holds.
  package var sharedConfigFiles: [Answer<String>]?
  package var sharedCredentialsFiles: [Answer<String>]?
  /// Each is a case of its own, the first one first.
  package var doubts: [Doubt]

  package init(
    _ values: [String: Answer<String>] = [:],
    assumeRoles: [Block] = [],
    webIdentity: Block? = nil,
    sharedConfigFiles: [Answer<String>]? = nil,
    sharedCredentialsFiles: [Answer<String>]? = nil,
    doubts: [Doubt] = []
  ) {
    self.values = values
    self.assumeRoles = assumeRoles
    self.webIdentity = webIdentity
    self.sharedConfigFiles = sharedConfigFiles
    self.sharedCredentialsFiles = sharedCredentialsFiles
    self.doubts = doubts
  }

  /// The files that an argument of this kind names.
  func files(_ name: String) -> [Answer<String>]? {
    switch name {
    case "shared_config_files": sharedConfigFiles
    case "shared_credentials_files", "shared_credentials_file": sharedCredentialsFiles
    default: nil
    }
  }

  package subscript(name: String) -> Answer<String> { values[name] ?? .absent }
}
