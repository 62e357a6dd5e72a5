import KeylessAWSHalf
import KeylessCIHalf
import KeylessSource

/// A job whose environment or variables depend on the run is read as several, each with its own runs; against one role
/// it is one handshake, which may open on some of them.
struct HandshakeParts {
  private(set) var joined: [Handshake] = []

  private struct Identity: Hashable {
    var job: String
    var place: SourceSpan
    var request: SourceSpan
    var text: CIText
    var role: String
    var of: SourceSpan

    /// Nil where no role of these files is meant.
    init?(_ handshake: Handshake) {
      guard let request = handshake.request, let role = handshake.role else { return nil }
      job = handshake.job.address
      place = handshake.job.name.span
      self.request = request.span
      text = request.role
      self.role = role.address
      of = role.span
    }
  }

  /// Parts that answer the same stay apart, each with its own reason.
  init(_ all: [Handshake]) {
    let identities = all.map(Identity.init)
    var parts: [Identity: [Handshake]] = [:]
    for (identity, handshake) in zip(identities, all) {
      if let identity { parts[identity, default: []].append(handshake) }
    }
    for (identity, handshake) in zip(identities, all) {
      guard let identity, let own = parts[identity], Set(own.map(\.verdict)).count > 1 else {
        if identity.map({ parts[$0] != nil }) ?? true { joined.append(handshake) }
        continue
      }
      parts[identity] = nil
      joined.append(Self.together(own))
    }
  }

  private static func together(_ parts: [Handshake]) -> Handshake {
    let verdicts = Set(parts.map(\.verdict))
    // What is sure of one part is so whatever is not known of another.
    let isOnSome = !verdicts.isDisjoint(with: [.opens, .partly]) && !verdicts.isDisjoint(with: [.refused, .partly])
    var problems: [HandshakeProblem] = []
    for problem in parts.flatMap(\.problems) where !problems.contains(problem) { problems.append(problem) }
    return Handshake(
      job: parts[0].job,
      request: parts[0].request,
      role: parts[0].role,
      verdict: isOnSome ? .partly : .unknown,
      runs: parts.flatMap(\.runs),
      problems: problems,
      isGuess: parts.contains(where: \.isGuess)
    )
  }
}
