/// `action.yml`: a composite action, so that nothing but readable shell runs.
struct GitHubAction {
  let facts: CIFacts

  init(_ facts: CIFacts) { self.facts = facts }

  var text: String {
    let role = facts.credentials.map { "default: \(YAMLText.quoted(facts.arn($0)))" } ?? "required: true"
    return #"""
      # Made by `keyless component`; README.md beside it says how to use it.
      name: AWS credentials
      description: Gives the following steps the job's token as a file, which every AWS SDK exchanges itself; there is no stored key.
      inputs:
        role-arn:
          description: The role to assume.
          \#(role)
        region:
          description: The region of the job's calls.
          default: \#(YAMLText.quoted(facts.region))
        audience:
          description: The token's audience, which must be a client ID of the identity provider in AWS.
          default: \#(YAMLText.quoted(facts.audience))
        session-prefix:
          description: Begins the session's name in CloudTrail; the run, the repository and the ref follow.
          default: github
        refresh:
          description: Whether a process renews the token as long as the job lives. Without it credentials cannot be renewed after five minutes.
          default: "true"
        refresh-limit:
          description: The longest time, in seconds, that the token is renewed. A job on GitHub's own runners lasts six hours at most.
          default: "21600"
      runs:
        using: composite
        steps:
          - name: Give the job's token to the AWS SDKs
            shell: sh
            # Values reach the script as variables: written into it they could be commands.
            env:
              KEYLESS_ROLE_ARN: ${{ inputs.role-arn }}
              KEYLESS_REGION: ${{ inputs.region }}
              KEYLESS_AUDIENCE: ${{ inputs.audience }}
              KEYLESS_SESSION_PREFIX: ${{ inputs.session-prefix }}
              KEYLESS_REFRESH: ${{ inputs.refresh }}
              KEYLESS_REFRESH_LIMIT: ${{ inputs.refresh-limit }}
              # Only to say why there is no token.
              KEYLESS_FORK: ${{ github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name != github.repository }}
            run: sh "$GITHUB_ACTION_PATH/deliver.sh"

      """#
  }
}
