extension LinkKind {
  /// What the link does, for a reader who has not read the documentation.
  package var words: String {
    switch self {
    case .arguments: "keys in the tool's own configuration"
    case .webIdentityBlock: "`assume_role_with_web_identity` of the configuration: the job's token for a role"
    case .environment: "keys in the environment"
    case .webIdentity: "the job's token, exchanged for the role in `AWS_ROLE_ARN`"
    case .profileStatic: "keys in a profile"
    case .profileWebIdentity: "a token file and a role that a profile names"
    case .assumeRole: "a role that a profile names, on top of other credentials"
    case .sso: "the cached login of IAM Identity Center"
    case .login: "the cached login of `aws login`"
    case .process: "a command that a profile names"
    case .container: "the credentials endpoint of the container"
    case .instanceMetadata: "the role of the machine that the job runs on"
    }
  }
}
