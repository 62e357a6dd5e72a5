import KeylessAWSHalf
import KeylessCIHalf
import KeylessSource

/// What is said of a request whose role is not certainly one of these files.
struct RoleSearch {
  private let roles: [AWSRole]
  private let reference: RoleReference
  private let request: RoleRequest

  init(_ roles: [AWSRole], _ reference: RoleReference, _ request: RoleRequest) {
    self.roles = roles
    self.reference = reference
    self.request = request
  }

  /// Why it is not certain which role is meant.
  var doubt: HandshakeProblem {
    HandshakeProblem(
      .unknown,
      request.role.unknowns.first ?? "which role `\(request.role.source)` is is not known",
      at: request.role.span
    )
  }

  /// No role of these files is meant; `isServed` where one of them trusts the job's issuer, so that the roles of its
  /// jobs are in these files and not elsewhere.
  func problem(isServed: Bool) -> HandshakeProblem {
    if reference.isMalformed {
      return HandshakeProblem(
        .malformedRole,
        "`\(request.role.source)` is no ARN of a role",
        at: request.role.span,
        help: "write `arn:aws:iam::ACCOUNT:role/NAME`"
      )
    }
    guard let name = reference.name else { return doubt }
    if let other = roles.first(where: { $0.name?.value.utf8.elementsEqual(name.utf8) == true }) {
      return namesake(other)
    }
    let near = Spelling.nearest(to: name, among: roles.compactMap { $0.name?.value })
    if near == nil, !isServed || isForeign {
      return HandshakeProblem(
        .unknown,
        "the role `\(request.role.source)` is not in these files",
        at: request.role.span,
        help: "name the role's files too, or ask its account"
      )
    }
    return HandshakeProblem(
      .noSuchRole,
      "no role of these files is `\(request.role.source)`",
      at: request.role.span,
      other: roles.first { $0.name?.value == near }?.span,
      help: near.map { "did you mean `\($0)`?" }
    )
  }

  /// A role of this name that is another one: in another account, another partition, or with another path.
  private func namesake(_ role: AWSRole) -> HandshakeProblem {
    let name = role.name?.value ?? ""
    var (message, help) = ("the role `\(name)` of these files has the path `\(role.path)`", "")
    if (role.path + name).utf8.elementsEqual((reference.resource ?? "").utf8),
      case .known(let partition, let id) = role.account
    {
      if reference.account == nil || reference.account == id {
        message = "the role `\(name)` of these files is in the partition `\(partition)`"
        help = "name it `arn:\(partition):iam::\(id):role\(role.path)\(name)`"
      } else {
        message = "the role `\(name)` of these files is in account \(id), and `\(request.role.source)` in another"
        help = "name it `arn:\(partition):iam::\(id):role\(role.path)\(name)`"
      }
    } else {
      help = "did you mean `role\(role.path)\(name)`?"
    }
    return HandshakeProblem(.noSuchRole, message, at: request.role.span, other: role.span, help: help)
  }

  /// Whether the ARN is of an account that none of these files' roles is in.
  private var isForeign: Bool {
    guard let account = reference.account else { return false }
    return roles.allSatisfy { role in
      guard case .known(_, let id) = role.account else { return false }
      return id != account
    }
  }
}

extension HandshakeProblem {
  /// The same where several roles can be meant.
  func among(_ roles: [AWSRole]) -> HandshakeProblem {
    let names = roles.prefix(4).map { "`\($0.address)`" }.joined(separator: ", ")
    var copy = self
    copy.message += "; it may be \(names)" + (roles.count > 4 ? " or another" : "")
    return copy
  }
}
