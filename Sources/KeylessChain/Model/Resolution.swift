/// Which link of one tool's chain fires, and what each other link answered.
package struct Resolution: Hashable, Sendable {
  package indirect enum Outcome: Hashable, Sendable {
    case fired(Link)
    case failed(ChainFailure)
    /// With what happens in each case that can be told apart.
    case unknown(UnknownInput, [Possibility])
  }

  /// One case of an unknown input.
  package struct Possibility: Hashable, Sendable {
    /// As in "`AWS_PROFILE` is not set".
    package let condition: String
    package let resolution: Resolution

    package init(_ condition: String, _ resolution: Resolution) {
      self.condition = condition
      self.resolution = resolution
    }
  }

  package var tool: Tool
  package var outcome: Outcome
  /// Earlier links, in the order of the chain.
  package var passed: [Step]
  /// Later links that would have fired, or failed, had they been asked; in the order of the chain.
  package var shadowed: [Shadow]
  package var evidence: Evidence
  /// What else the tool does with it that surprises people, as in "a warning is printed".
  package var notes: [String]
  /// Who named the profile from which the link that fires, or the one below it, has its credentials.
  package var namedProfile: ProfileChoice?

  /// A later link that would have given credentials.
  package struct Shadow: Hashable, Sendable {
    package let kind: LinkKind
    package let origin: LinkOrigin
    /// What it would have done; nil where it would have failed.
    package let link: Link?

    package init(_ kind: LinkKind, _ origin: LinkOrigin, _ link: Link?) {
      self.kind = kind
      self.origin = origin
      self.link = link
    }
  }

  package init(
    _ tool: Tool,
    _ outcome: Outcome,
    passed: [Step] = [],
    shadowed: [Shadow] = [],
    evidence: Evidence,
    notes: [String] = []
  ) {
    self.tool = tool
    self.outcome = outcome
    self.passed = passed
    self.shadowed = shadowed
    self.evidence = evidence
    self.notes = notes
  }

  /// The same, with who named its profile there.
  func naming(_ situation: Situation) -> Resolution {
    var link = fired
    while let asked = link {
      if case .profile(let name, _) = asked.origin.kind {
        var resolution = self
        let choice = try? ProfileChoice(situation, argument: "profile", variables: tool.profileVariables)
        // Nobody names `default`, nor the source of another profile.
        resolution.namedProfile = choice?.name == name && choice?.input != nil ? choice : nil
        return resolution
      }
      guard case .assumeRole(_, let base) = asked.plan else { break }
      link = base
    }
    return self
  }

  package var fired: Link? {
    if case .fired(let link) = outcome { return link }
    return nil
  }
}
