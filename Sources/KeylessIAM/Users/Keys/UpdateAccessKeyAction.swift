package import KeylessAWS
import KeylessAccounts
package import KeylessCalls

/// Switches a key off or on again.
package struct UpdateAccessKeyAction: QueryAction {
  package static let name = "UpdateAccessKey"

  private let target: UserTarget
  private let id: String
  private let status: String

  package init(_ scope: QueryScope) throws(QueryError) {
    var parameters = IAMParameters(scope)
    target = UserTarget(name: parameters.optionalName("UserName"))
    id = parameters.accessKeyID()
    status = parameters.required("Status", [.oneOf(["Active", "Inactive", "Expired"])])
    try parameters.finish()
  }

  package func demands(_ call: CallScope) -> [Demand] { target.demands(Self.name, call) }

  package func perform(_ call: CallScope) throws(Refusal) -> WireValue? {
    // The model lists it among the statuses, and no key here ever has it.
    guard !ASCII.equal(status, "Expired") else { throw Refusal(.statusNotSettable(status)) }
    try call.change(target) { user, _ throws(Refusal) in
      user.accessKeys[try user.place(ofKey: id)].isActive = ASCII.equal(status, "Active")
    }
    return nil
  }
}

extension QueryError {
  /// The text is ours (unverified).
  fileprivate static func statusNotSettable(_ status: String) -> QueryError {
    .invalidInput("The status of an access key cannot be set to \(status).")
  }
}

extension IAMParameters {
  mutating func accessKeyID() -> String {
    required("AccessKeyId", [.maximumLength(128), .minimumLength(16), .pattern(.identifier)])
  }
}

extension User {
  /// Where a key is among those of the user.
  func place(ofKey id: String) throws(Refusal) -> Int {
    guard let place = accessKeys.firstIndex(where: { ASCII.equal($0.id, id) }) else {
      throw Refusal(.noSuchEntity("The Access Key with id \(id) cannot be found."))
    }
    return place
  }
}
