/// Everything a policy is asked about: who, what, on what, and under which circumstances.
///
/// What is compared on every call is turned into bytes when it is set.
package struct PolicyRequest: Sendable {
  /// Nil: `Principal` and `NotPrincipal` are not tested.
  package var principal: RequestPrincipal? {
    didSet { caller = principal.map(Caller.init) }
  }
  /// As `sts:AssumeRoleWithWebIdentity`, without regard to case.
  package var action: String {
    didSet { foldedAction = ASCIIFold.folded(action) }
  }
  /// An ARN; nil: `Resource` and `NotResource` are not tested.
  package var resource: String? {
    didSet { resourceBytes = resource.map { Array($0.utf8) } }
  }
  package var context: RequestContext
  /// Whether a permissions boundary is attached to the principal, which no `NotPrincipal` of a `Deny` then spares.
  package var principalHasBoundary = false

  private(set) var caller: Caller?
  private(set) var foldedAction: [UInt8]
  private(set) var resourceBytes: [UInt8]?

  package init(
    principal: RequestPrincipal? = nil,
    action: String,
    resource: String? = nil,
    context: RequestContext = RequestContext()
  ) {
    self.principal = principal
    self.action = action
    self.resource = resource
    self.context = context
    caller = principal.map(Caller.init)
    foldedAction = ASCIIFold.folded(action)
    resourceBytes = resource.map { Array($0.utf8) }
  }
}
