import Foundation
import KeylessTesting
import Testing

extension Binary.Run {
  /// Compares command, both streams and status with a snapshot; what changes from run to run is scrubbed first.
  func expectSnapshot(
    _ name: String,
    of command: [String],
    in folder: Scratch? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let words = command.map { $0.contains(where: \.isWhitespace) || $0.isEmpty ? "'\($0)'" : $0 }
    var text = "$ keyless \(words.joined(separator: " "))".trimmingCharacters(in: .whitespaces) + "\n" + output
    if !errors.isEmpty { text += "--- standard error\n" + errors }
    text += "--- status \(status)\n"
    if let difference = Snapshot.difference(Self.scrubbed(text, folder), named: name, beside: #filePath) {
      Issue.record(Comment(rawValue: difference), sourceLocation: sourceLocation)
    }
  }

  /// Ports, times, random ids and the machine's paths, each as a word that says what stood there.
  static func scrubbed(_ text: String, _ folder: Scratch? = nil) -> String {
    var text = text
    if let folder { text = text.replacing(folder.url.path, with: "@@FOLDER@@") }
    text = text.replacing(Binary.root.path, with: "@@ROOT@@")
    text = text.replacing(/\/tmp\/keyless-[0-9a-z]+/, with: "/tmp/@@JOB@@")
    text = text.replacing(/127\.0\.0\.1:[0-9]+/, with: "127.0.0.1:@@PORT@@")
    text = text.replacing(
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
      with: "@@UUID@@"
    )
    text = text.replacing(/[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z/, with: "@@TIME@@")
    text = text.replacing(/\b1[6-9][0-9]{8}\b/, with: "@@TIME@@")
    text = text.replacing(/(expires in|expired) [0-9]+ (s|min|h|days)/, with: { "\($0.1) @@DURATION@@" })
    return text.replacing(/kid(\W+)[A-Za-z0-9_-]{43}/, with: { "kid\($0.1)@@KID@@" })
  }
}
