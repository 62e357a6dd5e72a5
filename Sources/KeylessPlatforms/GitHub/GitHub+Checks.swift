extension GitHub {
  func check(_ sheet: FactSheet) throws(PlatformError) {
    let owner = sheet.text("repository").flatMap(GitHubName.split)?.owner
    try sheet.expect("repository_owner", owner, "the owner is the first half of `repository`")
    try sheet.expect("ref_type", Self.refType(sheet), "`ref_type` follows from `ref`")
    try checkRef(sheet)
    try checkPullRequest(sheet)
    try sheet.together("enterprise", "enterprise_id")
    if let slug = sheet.issuer.flatMap(IssuerURL.init).flatMap(Self.slug) {
      try sheet.expect("enterprise", slug, "the issuer belongs to another enterprise")
    }
  }

  private static func slug(_ issuer: IssuerURL) -> String? {
    if case .cloud(let slug)? = GitHubHost(issuer) { slug } else { nil }
  }

  private func checkRef(_ sheet: FactSheet) throws(PlatformError) {
    guard let ref = sheet.text("ref"), let (space, _) = GitRef.split(ref), sheet.has("event_name") else { return }
    let isPullRequest = sheet.is("event_name", "pull_request")
    if isPullRequest, space != .pull {
      throw sheet.contradiction(
        "ref",
        "a pull request runs on `refs/pull/NUMBER/merge`; its branches are `head_ref` and `base_ref`"
      )
    }
    if !isPullRequest, space == .pull {
      throw sheet.contradiction("ref", "only the event `pull_request` is known to run on `refs/pull/NUMBER/merge`")
    }
    if sheet.is("event_name", "pull_request_target"), space != .heads {
      throw sheet.contradiction("ref", "`pull_request_target` runs on the target branch (unverified)")
    }
  }

  private func checkPullRequest(_ sheet: FactSheet) throws(PlatformError) {
    guard sheet.has("event_name") else { return }
    if Self.isPullRequest(sheet) {
      for fact in ["head_ref", "base_ref"] where sheet.is(fact, "") {
        throw sheet.contradiction(fact, "a pull request has a source and a target branch")
      }
      return
    }
    for fact in ["head_ref", "base_ref"] where sheet.has(fact) && !sheet.is(fact, "") {
      throw sheet.contradiction(fact, "only a pull request has it")
    }
    if sheet.has("head_repository") {
      throw sheet.contradiction("head_repository", "only a pull request comes from another repository")
    }
  }
}
