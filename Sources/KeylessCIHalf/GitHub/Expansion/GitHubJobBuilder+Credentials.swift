import KeylessSource

extension GitHubJobBuilder {
  /// `aws-actions/configure-aws-credentials`: the token's exchange, unless the inputs say otherwise.
  mutating func configure(
    _ use: GitHubUse,
    _ step: GitHubStep,
    _ narrowed: [JobRun]?,
    _ runs: [JobRun],
    _ own: Set<String>
  ) {
    let evaluator = GitHubEvaluator(context: context)
    let input = { (name: String) -> CIText? in
      step.with[input: name].flatMap { setting in
        let text = evaluator.text(setting.value)
        return text.text == "" ? nil : text
      }
    }
    if let region = step.with[input: "aws-region"] {
      for name in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
        set(CIVariable(name: Located(name, at: region.name.span), value: evaluator.text(region.value)))
      }
    }
    let usesKeys = input("aws-access-key-id") != nil
    let before = self.session
    let isLeft = input("output-env-credentials")?.text != "false"
    if isLeft, usesKeys || input("role-to-assume") != nil {
      self.session = .unknown("is what an action leaves for the steps behind it")
    }
    defer { hasKeys = hasKeys || usesKeys }
    guard let role = step.with[input: "role-to-assume"], input("role-to-assume") != nil else { return }
    // Without an address to ask for a token, the action takes the credentials that an earlier step or `env` has left.
    if !grant.isGranted, hasKeys || own.union(variables.keys).contains("AWS_ACCESS_KEY_ID") { return }
    if !grant.isGranted, labels.contains(where: { $0.text?.lowercased() == "self-hosted" }) {
      doubt("without `id-token: write` the action assumes the role with what the runner has", at: use.text.span)
      return
    }
    // With keys, or from credentials that are there already, the role is assumed without a token.
    guard !usesKeys, input("role-chaining")?.text != "true",
      input("force-skip-oidc")?.text != "true"
    else { return }
    let file = input("web-identity-token-file")
    let audience =
      input("audience") ?? CIText([.literal("sts.amazonaws.com")], source: use.text.value, at: use.text.span)
    let session =
      input("role-session-name") ?? CIText([.literal("GitHubActions")], source: use.text.value, at: use.text.span)
    let duration = input("role-duration-seconds").flatMap { text in
      text.text.flatMap { Int($0) }.map { Located($0, at: text.span) }
    }
    if file == nil {
      ask(
        JobToken(variable: nil, audiences: [audience], span: audience.span, deliveries: [.action(use.text.span)])
      )
    }
    let roles = GitHubAlternatives(context: context).of(role.value, in: runs)
    if input("output-env-credentials").map({ $0.text == "true" }) ?? true,
      !roles.contains(where: { $0.text.text == "" })
    {
      // Where the step is skipped or fails, a session of a step before is there still, and that is the token's too.
      let unsets = input("unset-current-credentials").map { $0.text != "false" } ?? false
      let isKept = before == .token && !(continuesOnError && unsets)
      let reason = continuesOnError ? "may have failed" : "some runs skip"
      self.session = isSure || isKept ? .token : .unknown("is left by an action that \(reason)")
    }
    for (text, only) in roles where text.text != "" {
      ask(
        RoleRequest(
          role: text,
          sessionName: session,
          duration: duration,
          audience: file == nil ? audience : nil,
          tokenFile: file,
          way: .action,
          span: role.value.span,
          runs: only == runs ? narrowed : only
        )
      )
    }
  }
}
