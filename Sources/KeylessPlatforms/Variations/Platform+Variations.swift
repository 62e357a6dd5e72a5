extension Platform {
  /// The near misses of a pipeline; throws only when the pipeline itself is not legal.
  ///
  /// A near miss that the platform could not have (a name that would grow too long) is left out, and so is one that
  /// changes nothing.
  package func variations(of pipeline: Pipeline, issuer: String? = nil) throws(PlatformError) -> [Variation] {
    let base = try complete(pipeline, issuer: issuer)
    let sheet = FactSheet(platform: id, facts: base.facts, issuer: issuer)
    var out: [Variation] = []
    for miss in rules.nearMisses(of: sheet) {
      guard let variation = variation(miss, of: base, issuer: issuer), variation.pipeline != base,
        !out.contains(where: { $0.pipeline == variation.pipeline })
      else { continue }
      out.append(variation)
    }
    return out
  }

  private func variation(_ miss: NearMiss, of base: Pipeline, issuer: String?) -> Variation? {
    var pipeline = base
    for fact in miss.follows { pipeline[fact] = nil }
    for (fact, value) in miss.set { pipeline[fact] = value }
    guard let whole = try? complete(pipeline, issuer: issuer) else { return nil }
    let wanted = miss.set.map(\.fact)
    let others = Set(base.facts.keys).union(whole.facts.keys).subtracting(wanted).sorted()
    let changes = (wanted + others).compactMap { fact in
      base[fact] == whole[fact] ? nil : Variation.Change(fact: fact, from: base[fact], to: whole[fact])
    }
    let refusal = rules.refusal(FactSheet(platform: id, facts: whole.facts, issuer: issuer))
    return Variation(name: miss.name, changes: changes, pipeline: whole, unmintable: refusal, note: miss.note)
  }
}

/// The changes to names that people overlook.
enum NearName {
  /// Each part with the case of its first letter turned: `acme/shop` becomes `Acme/Shop`.
  static func otherCase(_ path: String) -> String {
    var bytes = Array(path.utf8)
    for index in bytes.indices where index == 0 || bytes[index - 1] == UInt8(ascii: "/") {
      switch bytes[index] {
      case 65...90: bytes[index] += 32
      case 97...122: bytes[index] -= 32
      default: break
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The wanted name, or a second one where the first is the name already in use.
  static func other(than name: String?, _ wanted: String) -> String {
    name.map { $0.utf8.elementsEqual(wanted.utf8) } ?? false ? wanted + "-2" : wanted
  }
}
