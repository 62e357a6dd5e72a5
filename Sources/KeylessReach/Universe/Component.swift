package import KeylessPlatforms

/// One independent thing about a pipeline or a request, and every value that it may have.
package struct Component: Sendable {
  package let name: String
  package let domain: Factor
  /// The length that the platform allows; it stays outside the automaton, so a language is empty for this component
  /// when its shortest member is longer.
  package let longest: FactKind.Longest?
  package let origin: Origin

  /// Who decides what the component says.
  package enum Origin: Hashable, Sendable {
    /// The pipeline itself.
    case pipeline
    /// Whoever makes the call, freely: it restricts nobody.
    case caller
    /// The circumstances: address, time.
    case circumstance
  }

  package init(_ name: String, _ domain: Factor, longest: FactKind.Longest? = nil, origin: Origin = .pipeline) {
    self.name = name
    self.domain = domain
    self.longest = longest
    self.origin = origin
  }
}
