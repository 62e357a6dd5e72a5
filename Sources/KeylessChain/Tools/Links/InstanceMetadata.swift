/// The instance metadata service of EC2: the node's role, asked although nobody named it.
package struct InstanceMetadata: Sendable {
  /// Whether this value of `AWS_EC2_METADATA_DISABLED` keeps the tool from asking.
  package var isDisabledBy: @Sendable (String) -> Bool
  /// Some tools do not read the variable.
  package var readsVariable = true

  package init(
    readsVariable: Bool = true,
    isDisabledBy: @escaping @Sendable (String) -> Bool = { $0.lowercased() == "true" }
  ) {
    self.readsVariable = readsVariable
    self.isDisabledBy = isDisabledBy
  }

  package func find(_ situation: Situation) throws(UnknownInput) -> LinkFinding {
    if readsVariable, let disabled = try situation.variable("AWS_EC2_METADATA_DISABLED"),
      isDisabledBy(try disabled.known())
    {
      return .passes("`AWS_EC2_METADATA_DISABLED` is set", disabled.place)
    }
    guard try situation.hasInstanceMetadata() else { return .passes("the instance metadata service does not answer") }
    return .fires(Link(.instanceMetadata, from: LinkOrigin(.service), .instanceMetadata))
  }
}
