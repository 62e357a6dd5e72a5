package import KeylessPlatforms
package import KeylessPolicy
import KeylessSource

/// A pipeline named by its facts, and what AWS would be shown of its token.
package struct GivenPipeline: Sendable {
  package let platform: Platform
  package let issuer: String
  package let context: RequestContext
  package let components: [String: String]

  /// `NAME=VALUE` facts; `platform=…` among them names the platform too.
  package init(facts: [String], platform name: String?, issuer given: String?, audience: String?) throws(AnswerError) {
    var values: [String: FactValue] = [:]
    var name = name
    for fact in facts {
      let parts = fact.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else {
        throw AnswerError(.usage, "a fact is NAME=VALUE, and `\(TerminalText.escaping(fact))` is none")
      }
      if parts[0] == "platform" { name = parts[1] } else { values[parts[0]] = .text(parts[1]) }
    }
    let issuing = given.flatMap { Platform.issuing($0.contains("://") ? $0 : "https://" + $0) }
    guard let platform = name.flatMap(Platform.named) ?? issuing else {
      let all = Platform.all.map { "`\($0.id)`" }.joined(separator: ", ")
      throw AnswerError(.usage, "name the platform of the pipeline: \(all)")
    }
    self.platform = platform
    do {
      let draft = Pipeline(platform: platform.id, facts: values)
      guard let issuer = try given.map({ $0.contains("://") ? $0 : "https://" + $0 }) ?? platform.issuer(of: draft)
      else {
        throw AnswerError(.usage, "\(platform.title) has no issuer for everybody; name it with --issuer")
      }
      self.issuer = issuer
      let pipeline = try platform.complete(draft, issuer: issuer)
      let token = try platform.token(
        for: pipeline,
        TokenRequest(
          issuer: issuer,
          audience: audience.map(TokenRequest.Audience.one) ?? .one("sts.amazonaws.com"),
          issuedAt: 0,
          tokenID: "none",
          keyID: "none"
        )
      )
      let claims = try JSONParser.parse(Array(token.payload.compact.utf8))
      context = try ContextArgument.claims(claims, issuer: issuer)
      components = platform.components(of: pipeline)
    } catch let error as PlatformError {
      throw AnswerError(.usage, "\(error)")
    } catch let error as BatchError {
      throw AnswerError(.usage, error.message)
    } catch let error as AnswerError {
      throw error
    } catch {
      throw AnswerError(.failure, "\(error)")
    }
  }
}
