/// A member of a token's header.
enum HeaderMember: Hashable, Sendable {
  case type, algorithm, keyID
}
