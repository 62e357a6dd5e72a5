/// What a role or a user may do: its inline policies, the managed ones attached to it, and the boundary around both.
package struct Permissions: Sendable, Codable, Hashable {
  package struct Inline: Sendable, Codable, Hashable {
    package var name: String
    package var policy: StoredPolicy

    package init(_ name: String, _ policy: StoredPolicy) {
      self.name = name
      self.policy = policy
    }
  }

  /// In byte order of the names, as IAM lists them.
  package private(set) var inline: [Inline] = []
  /// ARNs of managed policies, in the order of attaching.
  package private(set) var attached: [String] = []
  /// The ARN of a managed policy.
  package var boundary: String?

  package init(boundary: String? = nil) { self.boundary = boundary }

  /// Names of inline policies are compared byte by byte.
  package func inline(named name: String) -> Inline? { inline.first { $0.name.utf8.elementsEqual(name.utf8) } }

  /// Adds a policy, or puts it in the place of the one with its name.
  package mutating func put(_ name: String, _ policy: StoredPolicy) {
    remove(inline: name)
    let place = inline.firstIndex { name.utf8.lexicographicallyPrecedes($0.name.utf8) } ?? inline.endIndex
    inline.insert(Inline(name, policy), at: place)
  }

  /// False when there is none of that name.
  @discardableResult
  package mutating func remove(inline name: String) -> Bool {
    guard let place = inline.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) }) else { return false }
    inline.remove(at: place)
    return true
  }

  package func isAttached(_ arn: String) -> Bool { attached.contains { $0.utf8.elementsEqual(arn.utf8) } }

  /// Attaching what is attached changes nothing.
  package mutating func attach(_ arn: String) { if !isAttached(arn) { attached.append(arn) } }

  /// False when it was not attached.
  @discardableResult
  package mutating func detach(_ arn: String) -> Bool {
    guard let place = attached.firstIndex(where: { $0.utf8.elementsEqual(arn.utf8) }) else { return false }
    attached.remove(at: place)
    return true
  }

  /// The summed size that the quota on inline policies is about, in characters without white space.
  package var inlineLength: Int { inline.reduce(0) { $0 + $1.policy.countedLength } }
}
