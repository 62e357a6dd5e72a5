/// Who can get in, for one issuer of a trust policy: the set, its classes of people, and a witness for each.
package struct ReachAnswer: Sendable {
  package enum Extent: String, Sendable {
    case empty, some, everyone
  }

  package let universe: TrustUniverse
  package let extent: Extent
  /// Every class that surely gets in.
  package let classes: [PeopleClass]
  package let boxes: [DescribedBox]
  package let witnesses: [Witness]
  /// Refused neighbours of the witnesses: one component differs.
  package let nearest: [Witness]
  package let dead: [DeadStatement]
  /// The `Allow` statements that speak of this issuer's tokens, counted from one.
  package let spoken: [Int]
  package let owners: Owners
  package let unknowns: [String]
  /// Whether a name alone, which somebody else can take once it is free, opens the role for a contributor or colleague.
  package let trustsNames: Bool
  /// Whether a merge or pull request gets in.
  package let opensToRequests: Bool
}

/// One box in words.
package struct DescribedBox: Sendable {
  /// The forms it is a box of, by name, with their layout where there are several.
  package let forms: [String]
  package let issuer: String
  package let subjectTemplate: [String]?
  /// The restricted components in words, in the order of the form.
  package let components: [(name: String, words: String)]
  package let classes: [PeopleClass]
}

/// An `Allow` statement that never lets anybody in.
package struct DeadStatement: Sendable {
  /// Counted from one, as people count.
  package let number: Int
  package let sid: String?
  package let reason: String
}
