package import KeylessSource

/// Which profile a tool looks at, and who named it.
package struct ProfileChoice: Hashable, Sendable {
  package let name: String
  /// The argument or the variable that named it; nil for `default`.
  package let input: InputName?
  package let place: SourceSpan?

  package init(_ name: String, by input: InputName? = nil, at place: SourceSpan? = nil) {
    self.name = name
    self.input = input
    self.place = place
  }

  /// The tool's own argument, else the first variable that is set, else `default`.
  package init(
    _ situation: Situation,
    argument: String? = nil,
    variables: [String] = ["AWS_PROFILE"],
    blankIsUnset: Bool = false
  ) throws(UnknownInput) {
    if let argument, let text = try situation.argument(argument) {
      self.init(try text.known(), by: .argument(argument), at: text.place)
    } else if let (_, text) = try situation.variable(variables, blankIsUnset: blankIsUnset) {
      self.init(try text.known(), by: text.input, at: text.place)
    } else {
      self.init("default")
    }
  }

  /// Where a link that fails for want of the profile has its deciding line.
  package var origin: LinkOrigin {
    switch input {
    case .variable(let name): LinkOrigin(.variables([name]), at: place)
    case .argument(let name): LinkOrigin(.arguments([name]), at: place)
    default: LinkOrigin(.service)
    }
  }

  /// As in "there is no profile `dev`, which `AWS_PROFILE` names".
  package var missing: String {
    guard let input else { return "there is no profile `\(name)`" }
    return "there is no profile `\(name)`, which \(input.words) names"
  }
}
