import KeylessIntent
import KeylessOIDC
import KeylessPlatforms
import KeylessRehearsal
import KeylessSource

/// One token against one role, and what AWS must say to it.
struct ClientCase: Sendable, CustomStringConvertible {
  enum Expectation: Hashable, Sendable {
    case opens(arn: String)
    /// The message is nil where it holds a time.
    case refused(code: String, message: String?)
  }

  var description: String
  var role: String
  var token: String
  var expectation: Expectation

  /// Every pipeline of every role with its near misses, in the layouts that the example's subjects have.
  static func all(of stage: Stage) throws -> [ClientCase] {
    var cases: [ClientCase] = []
    for staged in stage.roles {
      let role = staged.role.name.value
      let opens = Expectation.opens(arn: "arn:aws:sts::111122223333:assumed-role/\(role)/job")
      for named in staged.role.pipelines {
        let pipeline = try stage.press.platform.complete(named.pipeline, issuer: stage.intent.issuer.url)
        for layout in stage.press.layouts {
          func add(_ name: String, _ minted: TokenPress.Minted, _ expectation: Expectation) {
            let layout = layout.map { " (\($0.rawValue))" } ?? ""
            cases.append(
              ClientCase(
                description: "\(role), \(named.name)\(layout): \(name)",
                role: staged.arn,
                token: minted.token.reveal(),
                expectation: expectation
              )
            )
          }
          add("the pipeline itself", try stage.press.mint(pipeline, layout: layout), opens)
          for variation in try stage.press.platform.variations(of: pipeline, issuer: stage.intent.issuer.url)
          where variation.unmintable == nil {
            add(
              variation.name,
              try stage.press.mint(variation.pipeline, layout: layout),
              staged.role.admits(variation.pipeline) ? opens : .accessDenied
            )
          }
          add(
            "wrong audience",
            try stage.press.mint(pipeline, layout: layout, audience: "sts.amazonaws.com.example"),
            .wrongAudience
          )
          add(
            "expired",
            try stage.press.mint(pipeline, layout: layout, age: stage.press.lifetime + 600),
            .refused(code: "ExpiredTokenException", message: nil)
          )
        }
      }
    }
    return cases
  }
}

extension ClientCase.Expectation {
  static let accessDenied = Self.refused(
    code: "AccessDenied",
    message: "Not authorized to perform sts:AssumeRoleWithWebIdentity"
  )
  static let wrongAudience = Self.refused(code: "InvalidIdentityToken", message: "Incorrect token audience")

  var isOpen: Bool { if case .opens = self { true } else { false } }
}
