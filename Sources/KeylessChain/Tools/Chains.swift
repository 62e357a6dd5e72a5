/// The tools whose chains are known; a chain is one file, and one line here.
package enum Chains {
  package static let all: [any CredentialChain] =
    TerraformChains.all + [
      AWSCLI(.v1),
      AWSCLI(.v2),
      Boto3(),
      GoV2Chain(),
      JavaScriptV3(),
      JavaV2(),
      Kotlin(),
      DotNetV3(),
      DotNetV4(),
      PHP(),
      Rust(),
      SwiftSDK(),
      Soto(),
    ]

  /// By the id of `--tool`.
  package static func named(_ id: String) -> (any CredentialChain)? {
    all.first { $0.tool.id == id }
  }
}
