import KeylessChain
import KeylessSource

/// A question with its resolution.
struct ChainAnswer: Sendable {
  let question: ChainQuestion
  let resolution: Resolution

  init(_ question: ChainQuestion, _ resolution: Resolution) {
    self.question = question
    self.resolution = resolution
  }

  /// The resolution under the name of the block that it is about.
  var titled: Resolution {
    guard let title = question.title else { return resolution }
    var titled = resolution
    titled.tool = Tool(resolution.tool.id, "\(title), \(resolution.tool.title)")
    return titled
  }

  /// The same for a column of a table, as in `provider "aws", v5` and `backend "s3", 1.8`.
  var labelled: Resolution {
    guard let title = question.title else { return resolution }
    var labelled = resolution
    let version = resolution.tool.id.split(separator: "-").last.map(String.init) ?? ""
    labelled.tool = Tool(resolution.tool.id, title, version: version, after: ", ")
    return labelled
  }

  /// What `--expect` says when it is disappointed.
  func surprise(expecting kind: LinkKind?, _ words: PlaceWords) -> String {
    let wanted = "\(titled.tool.title): \(kind?.rawValue ?? "") was expected"
    switch resolution.outcome {
    case .fired(let link):
      let named = resolution.namedProfile.map { ", which \(words.long($0.origin)) names" } ?? ""
      return "\(wanted), and \(link.kind.rawValue) fires, from \(words.long(link.origin))\(named)"
    case .failed(let failure):
      return "\(wanted), and the chain ends in an error: \(TerminalText.escaping(failure.line))"
    case .unknown(let unknown, _):
      let at = unknown.place.map { ", at \(words.place($0))" } ?? ""
      return
        "\(wanted), and which link fires is not known: \(TerminalText.escaping(unknown.input.words)) \(unknown.reason)\(at)"
    }
  }
}
