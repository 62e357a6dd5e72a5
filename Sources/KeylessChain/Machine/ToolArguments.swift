/// What the tool's own configuration or command line says, by the argument's name.
package struct ToolArguments: Hashable, Sendable {
  /// A nested block, as `assume_role`.
  package struct Block: Hashable, Sendable {
    package var values: [String: Answer<String>]

    package init(_ values: [String: Answer<String>]) {
      self.values = values
    }

    package subscript(name: String) -> Answer<String> { values[name] ?? .absent }
  }

  /// `profile`, `access_key`, `secret_key`, `token`; `role_arn` and its kin where a backend has them on top.
  package var values: [String: Answer<String>]
  package var assumeRoles: [Block]
  /// `assume_role_with_web_identity`.
  package var webIdentity: Block?
  /// `shared_config_files` and `shared_credentials_files`; nil where the tool's own default holds.
  package var sharedConfigFiles: [Answer<String>]?
  package var sharedCredentialsFiles: [Answer<String>]?

  package init(
    _ values: [String: Answer<String>] = [:],
    assumeRoles: [Block] = [],
    webIdentity: Block? = nil,
    sharedConfigFiles: [Answer<String>]? = nil,
    sharedCredentialsFiles: [Answer<String>]? = nil
  ) {
    self.values = values
    self.assumeRoles = assumeRoles
    self.webIdentity = webIdentity
    self.sharedConfigFiles = sharedConfigFiles
    self.sharedCredentialsFiles = sharedCredentialsFiles
  }

  package subscript(name: String) -> Answer<String> { values[name] ?? .absent }
}
