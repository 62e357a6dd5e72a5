import KeylessSource

/// Every key `keyless.yaml` knows; the JSON Schema names the same ones, and a test compares them.
package enum IntentKeys {
  package static let top = [
    "version", "account", "partition", "region", "platform", "issuer", "audience", "owner", "subject", "subject-layout",
    "provider", "tags", "state", "roles",
    // Read by `keyless check`, which may be all that the file is there for.
    "check",
  ]
  package static let role = ["path", "description", "max-session-duration", "boundary", "tags", "admits", "policies"]
  package static let admission = [
    "name", "project", "project-id", "namespace-id", "repository-id", "owner-id", "branches", "tags", "environments",
    "merge-requests", "pull-requests", "protected",
  ]
  package static let state = ["bucket", "region", "kms", "key-prefix", "roles"]
  package static let policies = ["managed", "inline"]

  /// The known key a misspelt one was probably meant to be.
  static func suggestion(for key: String, among known: [String]) -> String? {
    Spelling.nearest(to: key.replacing("_", with: "-"), among: known)
  }
}
