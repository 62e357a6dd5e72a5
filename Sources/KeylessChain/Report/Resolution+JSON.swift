package import KeylessSource

extension Resolution {
  /// As `keyless chain --format json` prints it:
  /// `{"tool", "fired": {"link", "source", "place"}|null, "error"?, "passed", "shadowed", "unknown"?, "verified"}`.
  package func json(_ words: PlaceWords) -> JSON {
    var members: [JSON.Member] = [.init("tool", .string(tool.id))]
    members += outcome(words)
    members.append(.init("passed", .array(passed.map { Self.step($0, words) })))
    members.append(.init("shadowed", .array(shadowed.map { Self.link($0.kind, $0.origin, words) })))
    if case .unknown(let unknown, let possibilities) = outcome {
      members.append(.init("unknown", Self.unknown(unknown, possibilities, words)))
    }
    if case .verified = evidence {
      members.append(.init("verified", true))
    } else {
      members.append(.init("verified", false))
    }
    return .object(members)
  }

  private func outcome(_ words: PlaceWords) -> [JSON.Member] {
    switch outcome {
    case .fired(let link): [.init("fired", fired(link, words))]
    case .failed(let failure): [.init("fired", .null), .init("error", .string(failure.text))]
    case .unknown: [.init("fired", .null)]
    }
  }

  /// With `"named_by"` where the credentials are a profile's that something named.
  private func fired(_ link: Link, _ words: PlaceWords) -> JSON {
    var members: [JSON.Member] = [
      .init("link", .string(link.kind.rawValue)), .init("source", .string(link.origin.words)),
      .init("place", words.json(link.origin.place)),
    ]
    if let origin = namedProfile?.origin {
      members.append(.init("named_by", ["source": .string(origin.words), "place": words.json(origin.place)]))
    }
    return .object(members)
  }

  private static func link(_ kind: LinkKind, _ origin: LinkOrigin, _ words: PlaceWords) -> JSON {
    ["link": .string(kind.rawValue), "source": .string(origin.words), "place": words.json(origin.place)]
  }

  private static func step(_ step: Step, _ words: PlaceWords) -> JSON {
    ["link": .string(step.kind.rawValue), "reason": .string(step.reason), "place": words.json(step.place)]
  }

  private static func unknown(_ unknown: UnknownInput, _ cases: [Possibility], _ words: PlaceWords) -> JSON {
    let cases = cases.map { possibility in
      var members: [JSON.Member] = [.init("if", .string(possibility.condition))]
      members += possibility.resolution.outcome(words)
      if case .unknown(let unknown, let cases) = possibility.resolution.outcome {
        members.append(.init("unknown", Self.unknown(unknown, cases, words)))
      }
      return JSON.object(members)
    }
    return [
      "input": .string(unknown.input.words), "reason": .string(unknown.reason), "place": words.json(unknown.place),
      "cases": .array(cases),
    ]
  }
}
