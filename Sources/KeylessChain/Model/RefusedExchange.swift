/// What a tool does when the exchange of the link that fired is refused, as when STS rejects the token.
///
/// Nothing in the environment shows it, so a resolution ends at the link; whoever performs the exchange goes on from there.
package enum RefusedExchange: Hashable, Sendable {
  /// The error reaches the user.
  case stops
  /// The error is swallowed, and the first of the shadowed links is asked: silently another identity.
  case nextLink
}
