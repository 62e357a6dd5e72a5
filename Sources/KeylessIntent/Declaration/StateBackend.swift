package import KeylessSource

/// The S3 bucket that keeps the Terraform state of what the pipelines deploy.
package struct StateBackend: Hashable, Sendable {
  package var bucket: Located<String>
  package var region: String
  package var encryption: Encryption
  /// What every key a role may touch begins with; nil is the whole bucket.
  package var keyPrefix: String?
  /// Which role may do what with the state, in the order of the file.
  package var access: [Access]

  package init(
    bucket: Located<String>,
    region: String,
    encryption: Encryption = .s3,
    keyPrefix: String? = nil,
    access: [Access] = []
  ) {
    self.bucket = bucket
    self.region = region
    self.encryption = encryption
    self.keyPrefix = keyPrefix
    self.access = access
  }

  /// Whose key encrypts the objects.
  package enum Encryption: Hashable, Sendable {
    /// S3's own (SSE-S3).
    case s3
    /// A KMS key that is made together with the bucket.
    case newKey
    /// A KMS key that exists.
    case key(Located<String>)
  }

  package struct Access: Hashable, Sendable {
    package var role: Located<String>
    package var mode: Mode

    package init(role: Located<String>, mode: Mode) {
      self.role = role
      self.mode = mode
    }
  }

  package enum Mode: String, CaseIterable, Hashable, Sendable {
    /// Lists the bucket and reads states: for `terraform_remote_state`, and for plans with `-lock=false`.
    case read
    /// Reads and writes states, and makes and removes their lock files.
    case write
  }

  package func mode(of role: Role) -> Mode? {
    access.first { $0.role.value.utf8.elementsEqual(role.name.value.utf8) }?.mode
  }
}
