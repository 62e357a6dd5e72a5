import KeylessGenerate
import KeylessIntent

/// The text of a new `keyless.yaml`, with comments for somebody who has never seen one.
struct IntentDraft {
  var account: String
  var region: String?
  var platform: IntentPlatform
  var facts: ProjectFacts
  var project: String
  var preset: InitVerb.Preset
  var stateBucket: String?
  var kmsKey: String?

  var hasIDs: Bool { isMapped && facts.projectID != nil && facts.ownerID != nil }

  /// Whether AWS reads more of the tokens than subject and audience; of an instance of one's own it does not.
  var isMapped: Bool {
    Issuer(platform: platform, url: facts.issuer ?? platform.publicIssuer).mapsClaims
  }

  private var owner: String { String(project.prefix { $0 != "/" }) }
  /// The start of the roles' names: what IAM takes of the project's own name.
  private var stem: String {
    let last = project.split(separator: "/").last.map(String.init) ?? "ci"
    let kept = last.map { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) ? $0 : "-" }
    return String(kept.prefix(40))
  }

  var text: String { (head + roles).joined(separator: "\n") + "\n" }

  private var head: [String] {
    var lines = [
      "# Which pipelines of \(project) may become which role in AWS. keyless makes both halves of the handshake from this",
      "# file, and proves that they let in exactly what stands here.",
      "version: 1",
      "account: \(YAMLText.quoted(account))     # your AWS account, in quotes",
    ]
    if let region { lines.append("region: \(region)") }
    lines.append("platform: \(platform.rawValue)")
    if let issuer = facts.issuer { lines.append("issuer: \(YAMLText.quoted(issuer))     # the `iss` of its tokens") }
    lines.append("owner: \(YAMLText.quoted(owner))")
    if !isMapped {
      lines += [
        "",
        "# Of an issuer of one's own AWS reads `sub` and `aud` and no other claim, so the roles go by what the subject says.",
      ]
    }
    if platform == .github, facts.issuer == nil {
      lines += [
        "",
        "# How GitHub writes the repository into the token: with ids for repositories made, renamed or transferred after",
        "# 2026-07-15, by name alone before. With `both` it does not matter which yours is.", "subject-layout: both",
      ]
    }
    if preset == .planApply, let bucket = stateBucket {
      lines += [
        "",
        "# The bucket that keeps the Terraform state. `keyless bootstrap` makes it, and gives the roles what they need of it.",
        "state:", "  bucket: \(YAMLText.quoted(bucket))", "  roles:",
        "    \(stem)-apply: write", "    \(stem)-plan: read", "    \(stem)-state-reader: read",
      ]
    }
    return lines + ["", "roles:"]
  }

  private var roles: [String] {
    switch preset {
    case .planApply: applyRole + [""] + planRole + (stateBucket == nil ? [] : [""] + readerRole)
    case .releaseSigner: signerRole
    }
  }

  private var branch: String { facts.defaultBranch ?? "main" }

  private func entry(_ name: String, _ lines: [String]) -> [String] {
    var out = ["    admits:", "      - name: \(name)", "        project: \(YAMLText.quoted(project))"]
    let ids = platform == .gitlab ? ("project-id", "namespace-id") : ("repository-id", "owner-id")
    if isMapped, let id = facts.projectID {
      out.append("        \(ids.0): \(YAMLText.quoted(id))   # a name can be taken over by somebody else, an id cannot")
    }
    if isMapped, let id = facts.ownerID { out.append("        \(ids.1): \(YAMLText.quoted(id))") }
    return out + lines.map { "        " + $0 }
  }

  private var applyRole: [String] {
    var lines: [String]
    let what: String
    switch platform {
    case .gitlab where isMapped:
      what =
        "  # Applies what is on \(branch). Only people who may push or merge to a protected branch can cause such a run."
      lines = [
        "branches: [\(YAMLText.quoted(branch))]", "protected: true",
        "merge-requests: false   # such a pipeline looks like a run of its source branch",
      ]
    case .gitlab:
      what =
        "  # Applies what is on \(branch). Protect that branch: whoever may push to it, or open a merge request from it, gets in."
      lines = ["branches: [\(YAMLText.quoted(branch))]"]
    case .github:
      what =
        "  # Applies what is on \(branch), in jobs with `environment: production`. Who may use it is set in its deployment rules."
      lines = ["environments: [production]"]
      if isMapped { lines.append("branches: [\(YAMLText.quoted(branch))]") }
    }
    return [what, "  \(stem)-apply:"] + entry("apply", lines)
      + permissions("what the stack needs, such as your own policy")
  }

  private var planRole: [String] {
    let what =
      platform == .gitlab
      ? "  # Plans on any branch. Everyone with write access to the project can cause such a run, so let it only read."
      : "  # Plans in pull requests. Everyone with write access can cause such a run (forks get no token), so let it only read."
    let lines = platform == .gitlab ? ["branches: [\"*\"]"] : ["pull-requests: true"]
    return [what, "  \(stem)-plan:"] + entry("plan", lines) + permissions("arn:aws:iam::aws:policy/ReadOnlyAccess")
  }

  private var readerRole: [String] {
    [
      "  # Reads the state and nothing else; let in the other projects that need its outputs.",
      "  \(stem)-state-reader:",
    ]
      + entry(
        "reader",
        ["branches: [\(YAMLText.quoted(branch))]"] + (platform == .gitlab && isMapped ? ["protected: true"] : [])
      )
  }

  private var signerRole: [String] {
    let what =
      "  # Signs releases: any \(platform == .gitlab && isMapped ? "protected " : "")tag that begins with v, with one key and nothing else."
    let lines = ["tags: [\"v*\"]"] + (platform == .gitlab && isMapped ? ["protected: true"] : [])
    var out = [what, "  \(stem)-signer:"] + entry("release", lines)
    guard let kmsKey else { return out + permissions("the right to kms:Sign with one key") }
    out += [
      "    policies:", "      inline:", "        sign:", "          Version: \"2012-10-17\"", "          Statement:",
      "            - Effect: Allow", "              Action: [kms:Sign, kms:GetPublicKey, kms:DescribeKey]",
      "              Resource: \(YAMLText.quoted(kmsKey))",
    ]
    return out
  }

  /// None by default: what a role may do is never guessed.
  private func permissions(_ example: String) -> [String] {
    [
      "    # It may do nothing yet. Say here what it may:",
      "    # policies:",
      "    #   managed: [\(example.hasPrefix("arn:") ? example : "...")]"
        + (example.hasPrefix("arn:") ? "" : "   # \(example)"),
    ]
  }
}
