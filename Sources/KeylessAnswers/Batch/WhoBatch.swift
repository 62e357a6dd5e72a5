import KeylessPlatforms
import KeylessPolicy
import KeylessReach
package import KeylessSource

/// `keyless who --batch`: one JSON line in, one JSON line out (docs/batch.md).
package struct WhoBatch {
  private let universes = Universes()
  private static let known: Set<String> = ["policy", "left", "right", "platform", "issuer", "audiences", "owners"]

  package init() {}

  package func answer(_ line: [UInt8]) -> JSON {
    BatchLine.answer(line, Self.known) { line in
      if line["left"] != nil || line["right"] != nil {
        for name in ["policy", "owners"] where line[name] != nil {
          throw BatchError("`\(name)` has no meaning beside `left` and `right`")
        }
        return try CompareLine(line, universes).answer()
      }
      return try who(line)
    }
  }

  private func who(_ line: BatchLine) throws -> [JSON.Member] {
    guard let node = line["policy"] else { throw BatchError("`policy` is missing, or `left` and `right`") }
    let document = try PolicyArgument.read(node, "policy", kind: .trust)
    let question = try TrustQuestion.asked(document, platform: line.text("platform"), issuer: line.text("issuer"))
    let names = try line.texts("owners") ?? []
    let owners = Owners(names: names, areGiven: !names.isEmpty)
    do {
      let answers = try question.answers(audiences: line.texts("audiences"), owners: owners, universes: universes)
      return AnswerJSON.members(question, answers)
    } catch let error as TooComplex {
      return [JSON.Member("unknown", .string("too complex: \(error)"))]
    } catch let error as PlatformError {
      throw BatchError("\(error)")
    }
  }
}
