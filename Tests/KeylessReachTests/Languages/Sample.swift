import KeylessReach
import KeylessTesting

/// A random language together with the definition it was made from, which a test can ask by brute force.
struct Sample {
  let language: Language
  let words: String
  let matches: ([UInt8]) -> Bool

  /// Valid and invalid byte strings to ask: all of up to four of a few scalars, all of up to four of a few bytes.
  static let probes: [[UInt8]] = {
    let scalars: [[UInt8]] = ["a", "b", ":", "é", "€"].map { Array($0.utf8) }
    let bytes: [[UInt8]] = [[0x61], [0x42], [0xC3], [0xA9], [0xFF]]
    return Array(Set(strings(of: scalars, upTo: 4) + strings(of: bytes, upTo: 4))).sorted {
      $0.lexicographicallyPrecedes($1)
    }
  }()

  static func strings(of alphabet: [[UInt8]], upTo length: Int) -> [[UInt8]] {
    var all: [[UInt8]] = [[]]
    var layer = all
    for _ in 0..<length {
      layer = layer.flatMap { start in alphabet.map { start + $0 } }
      all += layer
    }
    return all
  }

  static func isText(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

  static func random(_ depth: Int, _ generator: inout SplitMix64) throws(TooComplex) -> Sample {
    guard depth > 0 else { return try leaf(&generator) }
    let left = try random(depth - 1, &generator)
    let right = try random(Int.random(in: 0..<depth, using: &generator), &generator)
    let (is1, is2) = (left.matches, right.matches)
    switch Int.random(in: 0..<4, using: &generator) {
    case 0:
      return Sample(language: try left.language.union(right.language), words: "(\(left.words)|\(right.words))") {
        is1($0) || is2($0)
      }
    case 1:
      return Sample(language: try left.language.intersection(right.language), words: "(\(left.words)&\(right.words))") {
        is1($0) && is2($0)
      }
    case 2:
      return Sample(language: try left.language.subtracting(right.language), words: "(\(left.words)-\(right.words))") {
        is1($0) && !is2($0)
      }
    default:
      return Sample(language: left.language.complement(), words: "!\(left.words)") { isText($0) && !is1($0) }
    }
  }

  private static func leaf(_ generator: inout SplitMix64) throws(TooComplex) -> Sample {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0:
      let text = self.text(&generator)
      return Sample(language: .text(text), words: "'\(String(decoding: text, as: UTF8.self))'") { $0 == text }
    case 1:
      let texts = (0..<Int.random(in: 0...4, using: &generator)).map { _ in self.text(&generator) }
      return Sample(language: .texts(texts), words: "\(texts)") { texts.contains($0) }
    case 2:
      let text = self.text(&generator) + Array("aB".utf8)
      let lower = text.map(ReferencePattern.folded)
      return Sample(language: .textIgnoringCase(text), words: "i\(text)") { $0.map(ReferencePattern.folded) == lower }
    default:
      let pieces = self.pieces(&generator)
      return Sample(language: try .pattern(pieces), words: ReferencePattern.words(pieces)) {
        isText($0) && ReferencePattern.matches($0[...], pieces[...])
      }
    }
  }

  static func text(_ generator: inout SplitMix64) -> [UInt8] {
    (0..<Int.random(in: 0...3, using: &generator)).flatMap { _ in
      Array(["a", "b", ":", "é", "€"][Int.random(in: 0..<5, using: &generator)].utf8)
    }
  }

  static func pieces(_ generator: inout SplitMix64) -> [Language.Piece] {
    (0..<Int.random(in: 0...5, using: &generator)).map { _ in
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: .anyScalar
      case 1, 2: .anyRun
      default: .literal(text(&generator))
      }
    }
  }
}
