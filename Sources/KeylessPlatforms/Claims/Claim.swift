/// One member of a platform's token: its JSON type, when it is there, what it means, and who can change it.
package struct Claim: Hashable, Sendable {
  package let name: String
  package let type: ClaimType
  package let presence: Presence
  package let meaning: String
  package let mutability: Mutability
  /// The fact it is made from; mostly one of the same name.
  package let fact: String
  package let evidence: Evidence

  init(
    _ name: String,
    _ type: ClaimType = .string,
    _ presence: Presence = .always,
    _ mutability: Mutability = .run,
    _ meaning: String,
    fact: String? = nil,
    evidence: Evidence = .documented
  ) {
    self.name = name
    self.type = type
    self.presence = presence
    self.meaning = meaning
    self.mutability = mutability
    self.fact = fact ?? name
    self.evidence = evidence
  }

  /// Whether AWS exposes the claim as a condition key for tokens of this issuer.
  package func isMapped(for issuer: String) -> Bool {
    ConditionKeyMap.claims(mappedFor: issuer).contains { $0.claim.utf8.elementsEqual(name.utf8) }
  }

  /// The JSON a claim is made of.
  ///
  /// A flag is a string almost everywhere: `"true"` is not `true` to a policy.
  package enum ClaimType: Hashable, Sendable {
    case string, flagString, integer, strings
    /// A JSON boolean.
    case flag
    /// A string, or null for a job without a user.
    case stringOrNull
    /// A string, or null when the pipeline does not have the fact.
    case nullWhenAbsent
    /// A string or an array of strings, as the job asked for it.
    case audience
    case identities
    /// An object made of several facts; absent without any of them.
    case object([ObjectMember])
  }

  /// One member of a claim that is an object.
  package struct ObjectMember: Hashable, Sendable {
    package let name: String
    package let value: Value

    package indirect enum Value: Hashable, Sendable {
      /// The fact of this name, as a string.
      case fact(String)
      case object([ObjectMember])
    }

    init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// When a token carries the claim.
  package enum Presence: Hashable, Sendable {
    case always
    /// Always, from this server version on.
    case since(ServerVersion)
    /// Only under the condition, which is a clause for people; the facts decide.
    case when(String)
  }

  /// Who can make the claim say something else.
  package enum Mutability: Hashable, Sendable {
    /// Given once by the platform, never reused.
    case fixed
    /// A name that its owner can change, and that another can take afterwards.
    case renamable
    /// A setting of the project, the user or the environment.
    case setting
    /// Differs from run to run; whoever starts the pipeline chooses.
    case run
  }
}
