import KeylessAWS
import KeylessCalls
import KeylessServer
import KeylessSource
import Testing

/// A request that breaks every rule from one on gets the answer to the first that it breaks.
@Suite("the order of the checks")
struct OrderOfChecksTests {
  /// The checks in their order, each with the answer to a request that fails it and all that follow.
  enum Fault: Int, CaseIterable {
    case parameters, notAToken, badARN, noProvider, missingClaim, audience, expired, key, roles, role, duration

    var answer: QueryError {
      switch self {
      case .parameters:
        .validation(
          "1 validation error detected: Value 'x' at 'roleSessionName' failed to satisfy constraint: "
            + "Member must have length greater than or equal to 2"
        )
      case .notAToken:
        .invalidIdentityToken(
          "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)"
        )
      case .badARN: .validation("Request ARN is invalid")
      case .noProvider:
        .invalidIdentityToken("No OpenIDConnect provider found in your account for https://nobody.example.com")
      case .missingClaim: .invalidIdentityToken("Missing a required claim: sub")
      case .audience: .invalidIdentityToken("Incorrect token audience")
      case .expired:
        QueryError(
          code: "ExpiredTokenException",
          message: "Token expired: current date/time \(Forges.now) must be before the expiration date/time 1731095240"
        )
      case .key:
        .invalidIdentityToken(
          "Couldn't retrieve verification key from your identity provider,  "
            + "please reference AssumeRoleWithWebIdentity documentation for requirements"
        )
      case .roles:
        .invalidIdentityToken("The target role ARN is not present in the roles claim of the identity token")
      case .role:
        QueryError(
          code: "AccessDenied",
          status: 403,
          message: "Not authorized to perform sts:AssumeRoleWithWebIdentity"
        )
      case .duration:
        .validation("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
      }
    }
  }

  @Test("the first broken rule decides the answer, whatever else is broken", arguments: Fault.allCases)
  func firstFaultWins(_ first: Fault) throws {
    let world = try World()
    let faults = Set(Fault.allCases.filter { $0.rawValue >= first.rawValue })
    #expect(try send(faults, world).error() == first.answer)
  }

  @Test("each broken rule alone gets its own answer", arguments: Fault.allCases)
  func alone(_ fault: Fault) throws {
    let world = try World()
    #expect(try send([fault], world).error() == fault.answer)
  }

  @Test("with no rule broken the same request is answered")
  func none() throws {
    #expect(try send([], World()).output().credentials.expiration == Forges.now + 3600)
  }

  private func send(_ faults: Set<Fault>, _ world: World) throws -> ServerAnswer {
    var claims: [String: JSON?] = [:]
    if faults.contains(.noProvider) { claims["iss"] = "https://nobody.example.com" }
    if faults.contains(.missingClaim) { claims["sub"] = .some(nil) }
    if faults.contains(.audience) { claims["aud"] = "https://vault.example.com" }
    if faults.contains(.expired) { claims["exp"] = 1_731_095_240 }
    if faults.contains(.roles) { claims["https://aws.amazon.com/roles"] = ["arn:aws:iam::111122223333:role/other"] }
    let header: [String: JSON?] = faults.contains(.key) ? ["kid": "rotated away"] : [:]
    let role =
      faults.contains(.badARN)
      ? "arn:aws:iam::111122223333:user/deploy"
      : faults.contains(.role) ? "arn:aws:iam::111122223333:role/nobody" : World.deploy
    return world.exchange(
      faults.contains(.notAToken) ? "not.a.token" : try world.token(claims, header: header),
      role: role,
      session: faults.contains(.parameters) ? "x" : "job-42",
      faults.contains(.duration) ? ["DurationSeconds": "3601"] : [:]
    )
  }
}
