import KeylessIntent
import KeylessClient
import KeylessGenerate
import KeylessSource

/// The steps for one role, in an order in which an interruption anywhere leaves no pipeline with a permission that it
/// neither had before nor shall have.
///
/// A new role is made with its trust policy, its boundary and no permissions, which come afterwards. For one that is there:
/// what narrows comes first, then what replaces, then what widens. A trust policy that only narrows goes before all
/// permissions, one that only widens behind them; where it does neither, the role is closed meanwhile. Where a boundary is
/// replaced by another, no inline policy is replaced under it: it is removed before and written again afterwards.
package struct RolePlan: Hashable, Sendable {
  package var name: String
  package var changes: [Change] = []
  /// Nil when the trust policy stays as it is.
  package var trust: TrustChange?
  /// Documents before and after, by what they are.
  package var documents: [DocumentChange] = []
  /// Why nothing can be done about this role.
  package var problems: [String] = []

  package struct DocumentChange: Hashable, Sendable {
    package var title: String
    package var old: String?
    package var new: String?
  }

  /// Lets in nobody while a role's permissions change under a trust policy that is another one altogether.
  static let closed: JSON = [
    "Version": "2012-10-17",
    "Statement": [["Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRoleWithWebIdentity"]],
  ]

  init(_ role: AWSHalf.Role, _ found: IAMRoleDetail?, adopts: Bool, _ question: TrustChange.Question) {
    name = role.name
    guard let found else {
      create(role, question)
      return
    }
    refuse(role, found.role, adopts: adopts)
    if problems.isEmpty { update(role, found, question) }
  }

  private mutating func create(_ role: AWSHalf.Role, _ question: TrustChange.Question) {
    let text = role.trustPolicy.compact
    let change = TrustChange.between(nil, text, question)
    trust = change
    documents.append(DocumentChange(title: "trust policy", old: nil, new: role.trustPolicy.pretty))
    let record = IAMRole(
      name: role.name,
      arn: role.arn,
      path: role.path,
      description: role.description,
      maxSessionDuration: role.maxSessionDuration ?? 3600,
      trustPolicy: text,
      boundary: role.boundary,
      tags: role.tags.map { IAMTag($0.key, $0.value) } + [Marks.unfinished]
    )
    let who = change.letsIn.first.map { ", which lets in \($0)" } ?? ""
    add(.createRole(record), "make it, without permissions yet", widening: "a new role\(who)", isCreation: true)
    for policy in role.managedPolicies { attach(policy, isCreation: true) }
    for policy in role.inlinePolicies { put(policy, nil, isCreation: true) }
    finish()
  }

  private mutating func finish() {
    add(.untagRole(name, keys: [Marks.unfinished.key]), "mark it as finished", isCreation: true)
  }

  private mutating func refuse(_ role: AWSHalf.Role, _ found: IAMRole, adopts: Bool) {
    if !found.name.utf8.elementsEqual(role.name.utf8) {
      problems.append("the account has a role `\(found.name)`, which IAM takes for the same name; rename one of them")
    }
    if !found.path.utf8.elementsEqual(role.path.utf8) {
      problems.append(
        "it is there at the path `\(found.path)`, the intent says `\(role.path)`, and IAM moves no role; correct `path`, or "
          + "delete the role first"
      )
    }
    guard !Marks.isOurs(found.tags), !adopts else { return }
    switch Marks.maker(found.tags) {
    case let maker?:
      problems.append(
        "it was made by \(maker), which would undo what is changed here; change it there, or take it over with --adopt"
      )
    case nil:
      problems.append(
        "a role of this name is there and keyless did not make it (it has no tag `\(Marks.managedBy)`); rename yours, or "
          + "take it over with --adopt"
      )
    }
  }

  private mutating func update(_ role: AWSHalf.Role, _ found: IAMRoleDetail, _ question: TrustChange.Question) {
    let isCreation = Marks.isUnfinished(found.role.tags)
    describe(role, found.role)
    let text = role.trustPolicy.compact
    var comparison = Comparison.same
    let changesTrust = !JSONMeaning.isSame(found.role.trustPolicy, text)
    if changesTrust {
      let change = TrustChange.between(found.role.trustPolicy, text, question)
      trust = change
      comparison = change.comparison
      documents.append(
        DocumentChange(
          title: "trust policy",
          old: JSONMeaning.json(found.role.trustPolicy)?.pretty ?? found.role.trustPolicy,
          new: role.trustPolicy.pretty
        )
      )
    }
    let opening = Change(
      .updateTrust(role: name, document: text),
      "role \(name): change who gets in",
      widening: comparison.widens
        ? "the role lets in \(trust?.letsIn.first ?? "others than before, or nobody can tell")" : nil,
      isCreation: isCreation
    )
    let permissions = RolePermissions(role, found, isCreation: isCreation)
    documents += permissions.documents
    if changesTrust, comparison == .same || comparison == .narrower { changes.append(opening) }
    if changesTrust, comparison == .unrelated, !permissions.changes.isEmpty {
      add(.updateTrust(role: name, document: Self.closed.compact), "close it while its permissions change")
    }
    changes += permissions.changes
    if changesTrust, comparison.widens { changes.append(opening) }
    if isCreation { finish() }
  }

  /// What says something of the role and lets nobody in.
  private mutating func describe(_ role: AWSHalf.Role, _ found: IAMRole) {
    let missing = role.tags.map { IAMTag($0.key, $0.value) }.filter { !found.tags.contains($0) }
    if !missing.isEmpty {
      add(
        .tagRole(name, tags: missing),
        "tag it with \(missing.map { "\($0.key)=\($0.value)" }.joined(separator: ", "))"
      )
    }
    let (description, duration) = (role.description ?? "", role.maxSessionDuration ?? 3600)
    if !(found.description ?? "").utf8.elementsEqual(description.utf8) || found.maxSessionDuration != duration {
      let words = found.maxSessionDuration == duration ? "" : ", sessions of at most \(duration) seconds"
      add(
        .updateRole(name, description: description, maxSessionDuration: duration),
        "change its description\(words)"
      )
    }
  }

  private mutating func attach(_ policy: String, isCreation: Bool) {
    changes.append(RolePermissions.attach(policy, to: name, isCreation: isCreation))
  }

  private mutating func put(_ policy: AWSHalf.InlinePolicy, _ old: String?, isCreation: Bool) {
    documents.append(RolePermissions.document(policy, old))
    changes.append(RolePermissions.put(policy, nil, in: name, isCreation: isCreation))
  }

  private mutating func add(_ write: IAMWrite, _ words: String, widening: String? = nil, isCreation: Bool = false) {
    changes.append(Change(write, "role \(name): \(words)", widening: widening, isCreation: isCreation))
  }
}
