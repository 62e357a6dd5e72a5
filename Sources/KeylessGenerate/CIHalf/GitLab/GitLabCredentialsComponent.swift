/// `templates/aws-credentials.yml`: a hidden job to extend.
struct GitLabCredentialsComponent {
  let facts: CIFacts

  init(_ facts: CIFacts) { self.facts = facts }

  var text: String {
    let role = facts.credentials.map { facts.arn($0) }
    return #"""
      # A hidden job whose children hold the job's token where every AWS SDK looks for it; there is no stored key.
      # Made by `keyless component`. In a project's .gitlab-ci.yml:
      #
      #   include:
      #     - component: $CI_SERVER_FQDN/GROUP/PROJECT/aws-credentials@1.0.0
      #   deploy:
      #     extends: .aws-credentials
      #     script: [aws sts get-caller-identity]
      spec:
        inputs:
          name:
            description: The hidden job's name without its dot. Include the component once per role, each with a name.
            default: aws-credentials
            regex: '^[A-Za-z0-9_-]+$'
      \#(YAMLText.block(GitLabInputs.role("role_arn", "The role to assume. A variable is allowed.", role), indent: 4))
      \#(YAMLText.block(GitLabInputs.common(facts), indent: 4))
      ---
      .$[[ inputs.name ]]:
      \#(YAMLText.block(GitLabInputs.token, indent: 2))
        variables:
      \#(YAMLText.block(GitLabInputs.variables(role: "role_arn"), indent: 4))
        # A job with a before_script or after_script of its own takes this one in by
        # `- !reference [.$[[ inputs.name ]], before_script]`. An after_script is a shell of its own, with none of these
        # variables: let it begin with the same line, and end with `- !reference [.$[[ inputs.name ]], after_script]`.
        before_script:
          - |
      \#(YAMLText.block(GitLabCredentialsScript.text(hint: "set the input role_arn and the input region"), indent: 6))
        after_script:
          - |
      \#(YAMLText.block(GitLabCredentialsScript.forget, indent: 6))

      """#
  }
}
