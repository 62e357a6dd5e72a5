import KeylessPlatforms
import KeylessPolicy
import KeylessReach
import Testing

/// What the set alone says of a policy is what the whole answer says of it.
@Suite("what the set alone says")
struct DeadBySetTests {
  private static let hands = 0..<240
  private static let nobody = Owners()

  /// Drawn as for the agreement of the engines, from a fixed seed.
  private static func documents() throws -> [PolicyDocument] {
    let arenas = Arena.all.filter { $0 != .general }
    let drafts = try Dictionary(arenas.map { ($0, try $0.drafts()) }, uniquingKeysWith: { first, _ in first })
    let deck = OperatorDeck(seed: 11)
    return try hands.map { index in
      let arena = arenas[index % arenas.count]
      var drawer = PolicyDrawer(dice: Dice(seed: UInt64(index)), arena: arena, drafts: drafts[arena] ?? [])
      return try arena.document(drawer.policy(deck.hand(index)).policy)
    }
  }

  @Test("of dead statements and of emptiness is what the whole answer says")
  func agreement() throws {
    let universes = Universes()
    var (dead, living, shut, open) = (0, 0, 0, 0)
    for (index, document) in try Self.documents().enumerated() {
      let question = try TrustQuestion(document)
      guard let answers = try? question.answers(audiences: nil, owners: Self.nobody, universes: universes) else {
        continue
      }
      let whole = question.dead(answers)
      let found = try question.dead(owners: Owners(), universes: universes)
      #expect(found.map(\.number) == whole.map(\.number), "policy \(index)")
      #expect(found.map(\.reason) == whole.map(\.reason), "policy \(index)")
      let isEmpty = answers.allSatisfy { $0.extent == .empty }
      if try question.admitsNobody(universes) {
        #expect(isEmpty, "policy \(index)")
        shut += 1
      } else if !isEmpty {
        open += 1
      }
      if whole.isEmpty { living += 1 } else { dead += 1 }
    }
    // Both sides of both questions were asked.
    #expect(dead > 20 && living > 20 && shut > 20 && open > 20, "\(dead) \(living) \(shut) \(open)")
  }

  /// A subject that only a custom template gives lets in strangers, although nobody has it by default.
  @Test("of a subject of a custom template is not that nobody gets in")
  func customSubject() throws {
    func document(_ subject: String) throws -> PolicyDocument {
      let text = """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
         "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},
         "Condition": {"StringLike": {"token.actions.githubusercontent.com:sub": "\(subject)"}}}]}
        """
      return try PolicyDocument.parse(bytes: Array(text.utf8), file: "policy", kind: .trust)
    }
    let universes = Universes()
    let custom = try TrustQuestion(document("job_workflow_ref:acme/ci/.github/workflows/deploy.yml@*"))
    #expect(try !custom.admitsNobody(universes))
    let never = try TrustQuestion(document("repo:acme/shop:ref_type:mr"))
    #expect(try never.admitsNobody(universes))
    #expect(try never.dead(owners: Owners(), universes: universes).map(\.number) == [1])
  }
}
