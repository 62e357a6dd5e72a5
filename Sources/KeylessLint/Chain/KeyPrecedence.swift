package import KeylessChain

/// Who takes keys in the environment before the token beside them.
package enum KeyPrecedence {
  /// The tools that do not, as the SDKs document themselves.
  package static let exceptions: [Tool] = {
    let reason = "is set in the job"
    let names = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE"]
    let variables = Dictionary(
      uniqueKeysWithValues: (names + ["AWS_ROLE_SESSION_NAME"]).map { name in
        (name, Answer<String>.opaque(reason, nil))
      }
    )
    var environment = Environment(variables)
    environment["HOME"] = .value(ProfileFiles.home, nil)
    let machine = Machine(environment: environment) { _ in .missing }
    return Chains.all.filter { $0.resolution(Situation(machine)).fired?.kind != .environment }.map(\.tool)
  }()

  /// As in "every SDK but the AWS SDK for .NET v3".
  static let words: String =
    exceptions.isEmpty
    ? "every SDK" : "every SDK but the " + exceptions.map(\.title).joined(separator: " and the ")
}
