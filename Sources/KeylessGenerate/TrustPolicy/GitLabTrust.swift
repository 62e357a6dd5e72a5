import KeylessIntent
import KeylessSource

/// One GitLab entry as clauses: its refs as subjects, ids and flags beside them where AWS maps the claims.
struct GitLabTrust {
  private let admission: Admission
  private let intent: Intent
  private let style: TrustStyle

  init(_ admission: Admission, _ intent: Intent, _ style: TrustStyle) {
    self.admission = admission
    self.intent = intent
    self.style = style
  }

  var clauses: [TrustClause] { TrustClause.split(subjects, conditions, style) }

  private var conditions: [TrustClause.Condition] {
    guard intent.issuer.mapsClaims else { return [] }
    var conditions: [TrustClause.Condition] = []
    if let id = admission.projectID { conditions.append(.init(test: .equals, claim: "project_id", values: [id.value])) }
    if let id = admission.ownerID { conditions.append(.init(test: .equals, claim: "namespace_id", values: [id.value])) }
    // The claim is a string in the token, `"true"`.
    if admission.isProtected { conditions.append(.init(test: .equals, claim: "ref_protected", values: ["true"])) }
    switch admission.requests {
    case .any: break
    case .only: conditions.append(.init(test: .equals, claim: "pipeline_source", values: ["merge_request_event"]))
    case .excluded:
      // A negated operator passes when the key is missing; the second condition closes that door.
      conditions.append(.init(test: .notEquals, claim: "pipeline_source", values: Admission.requestSources))
      conditions.append(.init(test: .null, claim: "pipeline_source", values: ["false"]))
    }
    return conditions
  }

  private var subjects: [ClaimPattern] {
    let branches = admission.branches.map { (type: "branch", ref: ClaimPattern($0.value)) }
    let tags = admission.tags.map { (type: "tag", ref: ClaimPattern($0.value)) }
    return (branches + tags).flatMap { subjects(type: $0.type, ref: $0.ref) }
  }

  /// The product of what each component can be; a component without a value is left out of the subject, as GitLab does.
  private func subjects(type: String, ref: ClaimPattern) -> [ClaimPattern] {
    var subjects: [ClaimPattern?] = [nil]
    for component in intent.subject.components {
      let values = values(component, type, ref)
      subjects = subjects.flatMap { subject in
        values.map { value in
          guard let value else { return subject }
          let pair = "\(component):" + value
          return subject.map { $0 + (":" + pair) } ?? pair
        }
      }
    }
    return subjects.compactMap { $0 }
  }

  private func values(_ component: String, _ type: String, _ ref: ClaimPattern) -> [ClaimPattern?] {
    switch component {
    case "project_path": admission.project.map { [ClaimPattern($0.value)] } ?? []
    case "project_id": admission.projectID.map { [ClaimPattern($0.value)] } ?? []
    case "ref_type": [ClaimPattern(type)]
    case "ref": [ref]
    case "ref_protected":
      admission.isProtected ? [ClaimPattern("true")] : [ClaimPattern("true"), ClaimPattern("false")]
    case "environment_protected": [nil, ClaimPattern("true"), ClaimPattern("false")]
    case "deployment_tier":
      [nil] + ["production", "staging", "testing", "development", "other"].map { ClaimPattern($0) }
    default: []
    }
  }
}
