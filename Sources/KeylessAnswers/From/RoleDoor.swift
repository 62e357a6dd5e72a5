import KeylessPlatforms
import KeylessPolicy
import KeylessReach

/// Whether one role lets one pipeline in, and what it takes besides.
struct RoleDoor {
  let platform: Platform?
  let issuer: String
  /// What the pipeline's token shows.
  let context: RequestContext
  let resourceControl: [CompiledPolicy]

  enum Answer {
    case shut
    case open(note: String?, isCertain: Bool)
  }

  func answer(_ role: RoleEntry) -> Answer {
    let policy = CompiledPolicy(role.trust)
    let provider = role.provider(of: issuer)
    guard let platform else {
      return .open(note: "if its issuer's tokens get in, whose platform is not known", isCertain: false)
    }
    do {
      let universe = try TrustUniverse(
        platform: platform,
        issuer: issuer,
        audiences: nil,
        policies: [role.trust] + resourceControl.map(\.document)
      )
      let reach = try TokenReach(
        policy,
        resourceControl: resourceControl,
        provider: provider,
        context: context,
        in: universe
      )
      switch reach {
      case .refused: return .shut
      case .unknown(let reasons): return .open(note: "unknown: \(reasons.joined(separator: "; "))", isCertain: false)
      case .admitted(let choices, let circumstances):
        let notes =
          choices.map(Self.choice) + circumstances.map { "if \(Self.circumstance($0.component)) \($0.words)" }
        return .open(
          note: notes.isEmpty ? nil : notes.joined(separator: ", "),
          isCertain: circumstances.isEmpty
        )
      }
    } catch {
      return .open(note: "unknown: \(error)", isCertain: false)
    }
  }

  private static func choice(_ note: TokenReach.Note) -> String {
    note.component == "sts:RoleSessionName"
      ? "with a session name like \(note.words)" : "with `\(note.component)` like \(note.words)"
  }

  private static func circumstance(_ component: String) -> String {
    component == "time" ? "the time is" : "`\(component)` is"
  }
}
