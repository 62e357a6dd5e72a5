/// The roles that a tool's own configuration puts on top of whatever it found.
struct AssumedRoles {
  private let plans: [(plan: AssumeRolePlan, origin: LinkOrigin)]
  let problem: ChainFailure?
  /// What `stscreds` of the SDK sends where nobody says anything else.
  private static let usualDuration = 900

  init(_ situation: Situation, _ user: GoBaseUser) throws(UnknownInput) {
    var plans: [(AssumeRolePlan, LinkOrigin)] = []
    var problem: ChainFailure?
    for block in situation.arguments.assumeRoles {
      func value(_ key: String) throws(UnknownInput) -> Text? { try situation.argument(key, of: block, "assume_role") }
      guard let role = try value("role_arn") else {
        // The provider drops an empty block without a word; the backend's schema asks for the role.
        if !user.isProvider {
          problem = ChainFailure(WebIdentityBlock.required("role_arn", of: "assume_role"), in: .assumeRole)
        }
        continue
      }
      var plan = AssumeRolePlan(
        roleARN: role.value,
        sessionName: try value("session_name")?.value,
        externalID: try value("external_id")?.value
      )
      plan.session = Self.session(SessionArguments(block, "assume_role"))
      plans.append((plan, LinkOrigin(.arguments(["assume_role"]), at: role.place)))
    }
    if plans.isEmpty, !user.isProvider, let role = try situation.argument("role_arn") {
      var plan = AssumeRolePlan(
        roleARN: role.value,
        sessionName: try situation.argument("session_name")?.value,
        externalID: try situation.argument("external_id")?.value
      )
      plan.session = Self.session(SessionArguments(backend: situation.arguments))
      plans.append((plan, LinkOrigin(.arguments(["role_arn"]), at: role.place)))
    }
    self.plans = plans
    self.problem = problem
  }

  private static func session(_ arguments: SessionArguments) -> SessionPlan {
    var session = arguments.plan(standing: ["session_name", "external_id"])
    session.durationSeconds = session.durationSeconds ?? usualDuration
    return session
  }

  /// In their order, each with the credentials of the one before.
  func on(_ link: Link) -> Link {
    plans.reduce(link) { Link(.assumeRole, from: $1.origin, .assumeRole($1.plan, base: $0)) }
  }

  func on(_ resolution: Resolution) -> Resolution {
    var resolution = resolution
    if case .fired(let link) = resolution.outcome { resolution.outcome = .fired(on(link)) }
    return resolution
  }

  /// The first role, where there is one.
  var first: String? { plans.first.map { $0.plan.roleARN ?? "…" } }
}
