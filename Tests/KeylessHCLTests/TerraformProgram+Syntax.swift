import Foundation
import KeylessTesting
import Testing

extension TerraformProgram {
  static let absence: Comment = "there is no terraform in PATH"

  /// Which of the sources its parser refuses, in one run.
  static func refused(_ sources: [[UInt8]]) throws -> Set<Int> {
    try scratch { folder in
      for (number, source) in sources.enumerated() {
        try Data(source).write(to: folder.appending(path: "case-\(number).tf"))
      }
      let answer = try run(["fmt", "-no-color", "-write=false", "-list=false", "."], in: folder)
      var refused: Set<Int> = []
      for line in answer.output.split(separator: "\n") {
        guard let name = line.range(of: "on case-") else { continue }
        if let number = Int(line[name.upperBound...].prefix { $0.isNumber }) { refused.insert(number) }
      }
      return refused
    }
  }
}
