package import KeylessAWS
package import KeylessCalls

/// Nobody in this AWS has a second factor.
package struct ListVirtualMFADevicesAction: QueryAction {
  package static let name = "ListVirtualMFADevices"

  private let page: PageRequest

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    _ = parameters.optional("AssignmentStatus", [.oneOf(["Assigned", "Unassigned", "Any"])])
    page = try parameters.page()
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { [Demand("iam:\(Self.name)")] }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    .structure(try page.cut(inOrder: [WireValue]()).fields("VirtualMFADevices") { $0 })
  }
}
