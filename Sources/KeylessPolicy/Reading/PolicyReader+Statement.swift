import KeylessSource

extension PolicyReader {
  mutating func statement(_ node: JSONNode) -> Statement? {
    let known = [
      "Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition",
    ]
    guard let members = object(node, "a statement", known) else { return nil }
    var sid: Located<String>?
    if let member = members["Sid"] { sid = string(member, "`Sid`") }
    let effect = effect(members["Effect"], in: node)
    let principal = principal(members, in: node)
    let action = action(members, in: node)
    let resource = resource(members, in: node)
    let conditions = members["Condition"].map { self.conditions($0) } ?? []
    guard let effect, let action else { return nil }
    return Statement(
      sid: sid,
      effect: effect,
      principal: principal,
      action: action,
      resource: resource,
      conditions: conditions,
      span: span(node)
    )
  }

  private mutating func effect(_ node: JSONNode?, in statement: JSONNode) -> Located<Statement.Effect>? {
    guard let node else {
      let aws = trust("Missing required field Effect")
      let help = "write `\"Effect\": \"Allow\"`"
      report("policy-missing-element", "the statement has no `Effect`", statement, help: help, aws: aws)
      return nil
    }
    guard let text = string(node, "`Effect`") else { return nil }
    for effect in [Statement.Effect.allow, .deny] where effect.rawValue.utf8.elementsEqual(text.value.utf8) {
      return Located(effect, at: text.span)
    }
    report(
      "policy-invalid-effect",
      "`Effect` is `Allow` or `Deny`, not `\(excerpt(text.value))`",
      node,
      help: "write `Allow` or `Deny`, with this capital",
      aws: trust("Invalid effect: \(excerpt(text.value))")
    )
    return nil
  }

  /// Of an element and its `Not…` form exactly one; nil with a report for both, nil without one for neither.
  mutating func either(_ name: String, _ members: Members) -> (node: JSONNode, isNegated: Bool)? {
    switch (members[name], members["Not\(name)"]) {
    case (nil, nil): return nil
    case (let node?, nil): return (node, false)
    case (nil, let node?): return (node, true)
    case (let first?, let second?):
      report(
        "policy-contradicting-elements",
        "a statement has `\(name)` or `Not\(name)`, not both",
        at: span(second),
        related: [.init(span(first), "`\(name)`")],
        help: "keep one of the two"
      )
      return (first, false)
    }
  }
}
