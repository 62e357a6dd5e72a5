import Foundation
import KeylessSource
import KeylessTerraform
import KeylessTesting
import Testing

/// What we make of an expression is what Terraform makes of it.
@Suite(.enabled(if: TerraformProgram.isThere, "there is no terraform in PATH"))
struct AgreementTests {
  private static let locals = """
    locals {
      n = 7
      t = true
      s = "seven"
      l = [1, 2, 3]
      o = { a = 1, b = { c = 4 } }
      a = [{ n = 1 }, { n = 2 }]
      m = [{ k = [1, 2] }, { k = [3, 4] }]
      repos = { app = ["main", "dev"], lib = ["main"], "x.y" = [] }
      empty = []
      nothing = null
      doc = "line one\\n\\tline <two> & \\"three\\" \\\\ é\\u2028"
    }

    """

  @Test
  func `Expressions and functions have the values that Terraform gives them`() throws {
    let expressions = AgreedExpressions.all
    #expect(expressions.count >= 300)
    #expect(Set(expressions).count == expressions.count, "an expression is listed twice")
    var source = Self.locals + "output \"values\" {\n  value = [\n"
    for expression in expressions { source += "try(jsonencode(\n\(expression)\n), \"no value\"),\n" }
    source += "  ]\n}\n"
    let theirs = try TerraformProgram.scratch { folder in
      try Data(source.utf8).write(to: folder.appending(path: "main.tf"))
      let applied = try TerraformProgram.run(["apply", "-auto-approve", "-no-color"], in: folder)
      try #require(applied.status == 0, "\(applied.output.prefix(3000))")
      let answer = try TerraformProgram.run(["output", "-json", "values"], in: folder)
      return try JSONDecoder().decode([String?].self, from: Data(answer.output.utf8)).map { $0 ?? "(null)" }
    }
    let configuration = Configuration(source)
    #expect(configuration.project.diagnostics.map(\.message.description) == [])
    let ours = try #require(configuration.root?.output("values")?.list)
    var without: [String] = []
    for (position, expression) in expressions.enumerated() {
      let mine = ours[position].string ?? Printed.text(ours[position])
      #expect(mine == theirs[position], "\(expression)")
      if theirs[position] == "no value" { without.append(expression) }
    }
    #expect(without.count < 60, "too many expressions have no value: \(without)")
  }
}
