/// Inputs that both components have.
enum GitLabInputs {
  /// `default` is a line of its own, or nothing: without one the input must be given.
  static func role(_ name: String, _ description: String, _ arn: String?) -> String {
    """
    \(name):
      description: \(description)
    """ + (arn.map { "\n  default: \(YAMLText.quoted($0))" } ?? "")
  }

  static func common(_ facts: CIFacts) -> String {
    #"""
    region:
      description: The region of the job's calls.
      default: \#(YAMLText.quoted(facts.region))
    audience:
      description: The token's audience, which must be a client ID of the identity provider in AWS.
      default: \#(YAMLText.quoted(facts.audience))
    token_variable:
      description: The variable that GitLab puts the token into.
      default: KEYLESS_ID_TOKEN
      regex: '^[A-Za-z_][A-Za-z0-9_]*$'
    session_prefix:
      description: Begins the session's name in CloudTrail; the project's id, the job's id and the ref follow.
      default: gitlab
      regex: '^[A-Za-z0-9_+=,.@-]{1,24}$'
    """#
  }

  /// What `id_tokens` and `variables` say; each value is a block scalar, which takes any character of an input as it is.
  static let token = #"""
    id_tokens:
      $[[ inputs.token_variable ]]:
        aud: >-
          $[[ inputs.audience ]]
    """#

  static func variables(role: String) -> String {
    #"""
    KEYLESS_ROLE_ARN: >-
      $[[ inputs.\#(role) ]]
    KEYLESS_REGION: >-
      $[[ inputs.region ]]
    KEYLESS_TOKEN_VARIABLE: $[[ inputs.token_variable ]]
    KEYLESS_SESSION_PREFIX: >-
      $[[ inputs.session_prefix ]]
    """#
  }
}
