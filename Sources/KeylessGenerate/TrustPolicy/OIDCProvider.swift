package import KeylessIntent
import KeylessSource

/// The identity provider that an intent needs registered in the account.
package struct OIDCProvider: Hashable, Sendable {
  /// The issuer, scheme included; AWS compares it with `iss` exactly.
  package var url: String
  package var arn: String
  package var clientIDs: [String]

  package init(_ intent: Intent) {
    url = intent.issuer.url
    arn = "arn:\(intent.partition):iam::\(intent.account.value):oidc-provider/\(intent.issuer.key)"
    clientIDs = [intent.audience]
  }
}
