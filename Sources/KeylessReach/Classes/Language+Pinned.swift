extension Language {
  /// Whether it has so few members that somebody must have spelled each of them: an id that the platform assigns is
  /// pinned then, and nobody else comes by one.
  ///
  /// That there are finitely many says nothing: so there are of all UUIDs. A policy has room for about a hundred of them,
  /// and of those that a wildcard admits a stranger may be given one.
  var isPinned: Bool { members(atMost: 128) != nil }
}
