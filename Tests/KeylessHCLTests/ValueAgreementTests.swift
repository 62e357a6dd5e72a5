import Foundation
import KeylessHCL
import KeylessSource
import KeylessTesting
import Testing

/// Our tree means what Terraform means: an expression written from the tree with all its brackets has the same value.
@Suite(.enabled(if: TerraformProgram.isThere, TerraformProgram.absence))
struct ValueAgreementTests {
  private static let locals = """
    locals {
      n = 7
      t = true
      s = "seven"
      l = [1, 2, 3]
      o = { a = 1, b = { c = 4 } }
      a = [{ n = 1 }, { n = 2 }]
      m = [{ k = [1, 2] }, { k = [3, 4] }]
      d = [{ e = [{ f = 1 }, { f = 2 }] }, { e = [{ f = 3 }] }]
    }

    """

  @Test
  func `Expressions of every form keep their value when all their brackets are written`() throws {
    let expressions = ValuedExpressions.all
    #expect(expressions.count >= 120)
    let failed = try compare(expressions)
    #expect(failed.isEmpty, "these have no value: \(failed)")
  }

  @Test
  func `Random expressions keep their value when all their brackets are written`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = RandomExpression(random: SplitMix64(seed: seed))
    let expressions = (0..<300).map { _ in generator.any() }
    let failed = try compare(expressions, note: "seed \(seed)")
    #expect(failed.count < 100, "too few of the expressions have a value (seed \(seed))")
  }

  /// Expressions that have no value, which are then equal without proving anything.
  private func compare(_ expressions: [String], note: String = "") throws -> [String] {
    var pairs: [(original: String, written: String)] = []
    for expression in expressions {
      let file = HCLFile.native(Array("a = (\n\(expression)\n)\n".utf8), file: "case.tf")
      let problems = file.diagnostics.map(\.message.description)
      #expect(problems.isEmpty, "\(note)\n\(expression)")
      guard let value = file.body.attributes().attributes.first?.value else { continue }
      pairs.append((expression, Parenthesised.text(value)))
    }
    let values = try evaluate(pairs)
    var failed: [String] = []
    for (pair, value) in zip(pairs, values) {
      #expect(value[0] == value[1], "\(note)\n\(pair.original)\nas we read it:\n\(pair.written)")
      if value[0] == "no value" { failed.append(pair.original) }
    }
    return failed
  }

  private func evaluate(_ pairs: [(original: String, written: String)]) throws -> [[String]] {
    var source = Self.locals + "output \"values\" {\n  value = [\n"
    for pair in pairs {
      source +=
        "[try(jsonencode(\n\(pair.original)\n), \"no value\"), try(jsonencode(\n\(pair.written)\n), \"no value\")],\n"
    }
    source += "  ]\n}\n"
    return try TerraformProgram.scratch { folder in
      try Data(source.utf8).write(to: folder.appending(path: "main.tf"))
      let applied = try TerraformProgram.run(["apply", "-auto-approve", "-no-color"], in: folder)
      try #require(applied.status == 0, "\(applied.output.prefix(3000))")
      let answer = try TerraformProgram.run(["output", "-json", "values"], in: folder)
      return try JSONDecoder().decode([[String]].self, from: Data(answer.output.utf8))
    }
  }
}
