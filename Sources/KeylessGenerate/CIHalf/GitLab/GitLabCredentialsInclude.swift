/// `include/aws-credentials.gitlab-ci.yml`: the same hidden job for `include: local`, `remote` and `project`, with variables.
struct GitLabCredentialsInclude {
  let facts: CIFacts

  init(_ facts: CIFacts) { self.facts = facts }

  var text: String {
    let role = facts.credentials.map { facts.arn($0) } ?? ""
    let hint = "set KEYLESS_ROLE_ARN and KEYLESS_REGION in the job's variables"
    return #"""
      # A hidden job whose children hold the job's token where every AWS SDK looks for it; there is no stored key.
      # Made by `keyless component`, for projects that include a file and no component. In .gitlab-ci.yml:
      #
      #   include:
      #     - local: include/aws-credentials.gitlab-ci.yml
      #   deploy:
      #     extends: .aws-credentials
      #     variables:
      #       KEYLESS_ROLE_ARN: arn:aws:iam::111122223333:role/NAME
      #     script: [aws sts get-caller-identity]
      .aws-credentials:
        id_tokens:
          KEYLESS_ID_TOKEN:
            # Must be a client ID of the identity provider in AWS.
            aud: \#(YAMLText.quoted(facts.audience))
        variables:
          KEYLESS_ROLE_ARN: \#(YAMLText.quoted(role))
          KEYLESS_REGION: \#(YAMLText.quoted(facts.region))
          KEYLESS_TOKEN_VARIABLE: KEYLESS_ID_TOKEN
          # Begins the session's name in CloudTrail; the project's id, the job's id and the ref follow.
          KEYLESS_SESSION_PREFIX: gitlab
        # A job with a before_script or after_script of its own takes this one in by
        # `- !reference [.aws-credentials, before_script]`. An after_script is a shell of its own, with none of these
        # variables: let it begin with the same line, and end with `- !reference [.aws-credentials, after_script]`.
        before_script:
          - |
      \#(YAMLText.block(GitLabCredentialsScript.text(hint: hint), indent: 6))
        after_script:
          - |
      \#(YAMLText.block(GitLabCredentialsScript.forget, indent: 6))

      """#
  }
}
