/// An issuer that many tenants share, and the key a trust policy for it must evaluate.
///
/// IAM checks this in `CreateRole` and `UpdateAssumeRolePolicy` only (since June 2025); roles older than that stay as
/// they are. Private issuers (CircleCI, self-managed GitLab, EKS) are not controlled, and Google, Amazon and Facebook
/// have older checks of their own.
package struct SharedIssuer: Hashable, Sendable {
  package let title: String
  /// Without scheme.
  package let url: String
  /// Whether deeper paths are the same shared issuer: GitHub's enterprise slugs.
  package let coversPaths: Bool
  private let suffixes: [String]
  private let stsKey: String?

  private init(_ title: String, _ url: String, _ suffixes: [String], coversPaths: Bool = false, stsKey: String? = nil) {
    self.title = title
    self.url = url
    self.suffixes = suffixes
    self.coversPaths = coversPaths
    self.stsKey = stsKey
  }

  /// The shared issuer a provider URL (with or without `https://`) belongs to; nil for a private one.
  package static func matching(_ issuer: String) -> SharedIssuer? {
    let host = ConditionKeyMap.prefix(of: issuer).utf8
    return all.first { shared in
      host.elementsEqual(shared.url.utf8) || (shared.coversPaths && host.starts(with: (shared.url + "/").utf8))
    }
  }

  /// The condition keys of which a trust policy for this provider must evaluate at least one.
  package func tenancyKeys(for issuer: String) -> [String] {
    if let stsKey { return [stsKey] }
    let prefix = ConditionKeyMap.prefix(of: issuer)
    return suffixes.map { prefix + ":" + $0 }
  }

  package static let all: [SharedIssuer] =
    [
      SharedIssuer("Amazon Cognito", "cognito-identity.amazonaws.com", ["aud"]),
      SharedIssuer(
        "Azure Sentinel",
        "sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d",
        [],
        stsKey: "sts:RoleSessionName"
      ),
      SharedIssuer("Buildkite", "agent.buildkite.com", ["sub"]),
      SharedIssuer("Codefresh SaaS", "oidc.codefresh.io", ["sub"]),
      SharedIssuer("DVC Studio", "studio.datachain.ai/api", ["sub"]),
      // The documentation names `sub` alone, the error message of 2026 both.
      SharedIssuer(
        "GitHub Actions",
        "token.actions.githubusercontent.com",
        ["sub", "job_workflow_ref"],
        coversPaths: true
      ),
      SharedIssuer("GitHub audit log streaming", "oidc-configuration.audit-log.githubusercontent.com", ["sub"]),
      SharedIssuer("GitHub vstoken", "vstoken.actions.githubusercontent.com", ["sub"]),
      SharedIssuer("GitLab SaaS", "gitlab.com", ["sub"]),
      SharedIssuer("Pulumi Cloud", "api.pulumi.com/oidc", ["aud"]),
      SharedIssuer("sandboxes.cloud", "sandboxes.cloud", ["aud"]),
      SharedIssuer("Scalr", "scalr.io", ["sub"]),
      SharedIssuer("Shisho Cloud", "tokens.cloud.shisho.dev", ["sub"]),
      SharedIssuer("HCP Terraform", "app.terraform.io", ["sub"]),
      SharedIssuer("Upbound", "proidc.upbound.io", ["sub"]),
      SharedIssuer("Vercel, global endpoint", "oidc.vercel.com", ["aud"]),
    ]
    + [
      "rh-oidc.s3.us-east-1.amazonaws.com/22ejnvnnturfmt6km08idd0nt4hekbn7",
      "rh-oidc.s3.us-east-1.amazonaws.com/23e3sd27sju1hoou6ohfs68vbno607tr",
      "rh-oidc.s3.us-east-1.amazonaws.com/23ne21h005qjl3n33d8dui5dlrmv2tmg",
      "rh-oidc.s3.us-east-1.amazonaws.com/24jrf12m5dj7ljlfb4ta2frhrcoadm26",
      "oidc.op1.openshiftapps.com/2f785sojlpb85i7402pk3qogugim5nfb",
      "oidc.op1.openshiftapps.com/2c51blsaqa9gkjt0o9rt11mle8mmropu",
    ].map { SharedIssuer("IBM Turbonomic SaaS", $0, ["sub"]) }
}
