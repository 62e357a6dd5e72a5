package import KeylessAWSHalf
package import KeylessFindings
import KeylessPolicy
import KeylessReach

/// What the rules of trust policies and permissions say of every role.
package struct RoleFindings {
  private let rules: [Rule]
  private let universes = Universes()

  package init(_ rules: [Rule] = Rule.all) {
    self.rules = rules
  }

  package func all(_ half: AWSHalf) -> [Finding] {
    half.roles.flatMap { role in of(role, half) }
  }

  private func of(_ role: AWSRole, _ half: AWSHalf) -> [Finding] {
    let subject: TrustSubject?
    do { subject = try TrustSubject(role, providers: half.providers, universes: universes) } catch {
      subject = nil
    }
    let permissions = PermissionsSubject(role: role, answers: subject?.answers ?? [])
    return rules.flatMap { rule in
      switch rule.check {
      case .trust(let check): subject.map(check) ?? []
      case .permissions(let check): check(permissions)
      }
    }
  }
}
