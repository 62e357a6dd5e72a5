import KeylessPlatforms
package import KeylessPolicy
import KeylessReach
package import KeylessSource

/// `keyless who`: the answers for the roles of a document.
package struct WhoAnswers {
  package var platform: String?
  package var issuer: String?
  package var audiences: [String]?
  package var owners: [String]
  package var resourceControl: [PolicyDocument]
  /// The custom subject that the owner's projects have; empty: the default one.
  package var subjectTemplate: [String]
  private let universes = Universes()

  package init(
    platform: String? = nil,
    issuer: String? = nil,
    audiences: [String]? = nil,
    owners: [String] = [],
    resourceControl: [PolicyDocument] = [],
    subjectTemplate: [String] = []
  ) {
    self.platform = platform
    self.issuer = issuer
    self.audiences = audiences
    self.owners = owners
    self.resourceControl = resourceControl
    self.subjectTemplate = subjectTemplate
  }

  /// One role in both formats.
  package struct Answer: Sendable {
    package let role: String
    package let text: String
    package let json: JSON
  }

  /// Throws an error with a message for people when the question itself is wrong.
  package func answer(_ role: RoleEntry) throws -> Answer {
    let question: TrustQuestion
    do { question = try TrustQuestion(role.trust, platform: platform, issuer: issuer) } catch {
      throw WhoError(description: error.message)
    }
    let head = [
      JSON.Member("role", .string(role.name)), JSON.Member("arn", role.arn.map(JSON.string) ?? .null),
      JSON.Member("grants", role.grants.word.map(JSON.string) ?? .null),
    ]
    do {
      let answers = try question.answers(
        audiences: audiences,
        owners: Owners(names: owners, areGiven: !owners.isEmpty),
        resourceControl: resourceControl.map(CompiledPolicy.init),
        declared: subjectTemplate.isEmpty ? nil : subjectTemplate,
        universes: universes
      )
      return Answer(
        role: role.name,
        text: WhoText(role: role, question: question, answers: answers).text,
        json: .object(head + AnswerJSON.members(question, answers))
      )
    } catch let error as PlatformError {
      throw WhoError(description: "\(error)")
    } catch let error as TooComplex {
      return Answer(
        role: role.name,
        text: "role \(role.arn ?? role.name)\n  unknown   too complex: \(error)\n",
        json: .object(head + [JSON.Member("unknown", .string("too complex: \(error)"))])
      )
    }
  }
}

/// A question that cannot be asked.
package struct WhoError: Error, CustomStringConvertible {
  package let description: String
}
