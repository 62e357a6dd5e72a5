import KeylessSource

/// The text of a `run` after GitHub has put its expressions in, with the way back to where each byte is written.
struct GitHubScriptSource {
  let text: ScriptText
  /// What the expressions that are not known stand for, by how they are written.
  private let open: [String: [CIText.Part]]

  init(_ script: GitHubScript, in source: [UInt8], _ context: GitHubContext) {
    let scalar = YAMLScalar(script.text.value, style: script.style, resolved: .string)
    var places = ScalarPlaces(scalar, range: script.text.span.range, in: source)
    let template = GitHubTemplate(script.text.value)
    let evaluator = GitHubEvaluator(context: context)
    var bytes = Array(script.text.value.utf8)
    var ranges: [Range<Int>] = []
    var open: [String: [CIText.Part]] = [:]
    // From the end, so that the ranges in front stay right.
    for (piece, range) in zip(template.pieces, template.ranges).reversed() {
      guard case .expression(let source) = piece else { continue }
      let value = evaluator.value(source: source)
      if let known = value.string {
        let put = Array(known.utf8)
        let shift = put.count - range.count
        bytes.replaceSubrange(range, with: put)
        places.replace(range, count: put.count)
        ranges = ranges.map { $0.lowerBound + shift..<$0.upperBound + shift }
      } else {
        open[String(decoding: bytes[range], as: UTF8.self)] = value.parts
        ranges.append(range)
      }
    }
    self.open = open
    text = ScriptText(
      String(decoding: bytes, as: UTF8.self),
      places: places,
      at: script.text.span,
      open: ranges.reversed()
    )
  }

  /// A value with the expressions' own parts instead of their text.
  func text(_ value: ShellValue, source: String, at span: SourceSpan) -> CIText {
    var parts: [CIText.Part] = []
    for part in value.parts {
      if case .unknown(_, let origin) = part, let known = open[origin] {
        parts += known
      } else {
        parts += ShellValue([part]).text(source: source, at: span).parts
      }
    }
    return CIText(CIText.merged(parts), source: source, at: span)
  }
}
