import Foundation
import KeylessSource
import KeylessTerraform
import KeylessTesting
import Testing

/// Hostile configurations are bounded and named, on the small stack of a pool's thread.
struct LimitTests {
  /// Evaluates on a thread with 512 kilobytes of stack.
  private func outputs(_ files: [String: String], _ names: [String] = ["x"]) -> [String] {
    let answer = Answer()
    let thread = Thread {
      var limits = TerraformLimits()
      limits.work = 200_000
      limits.weight = 20_000
      let configuration = Configuration(files, limits: limits)
      answer.outputs = names.map { configuration.output($0) }
      answer.addresses = configuration.addresses.count
      answer.done.signal()
    }
    thread.stackSize = 512 * 1024
    thread.start()
    answer.done.wait()
    return answer.outputs
  }

  /// Written by the thread before it signals, read behind the wait.
  private final class Answer: @unchecked Sendable {
    let done = DispatchSemaphore(value: 0)
    var outputs: [String] = []
    var addresses = 0
  }

  private func output(_ main: String) -> String { outputs(["main.tf": main])[0] }

  @Test
  func `Ten thousand brackets are one mistake and no crash`() {
    let nested = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    #expect(output("output \"x\" {\n  value = \(nested)\n}\n") == "<the expression cannot be read>")
  }

  @Test
  func `The deepest expressions that are read are evaluated`() {
    let brackets = String(repeating: "[", count: 50) + String(repeating: "]", count: 50)
    let value = output("output \"x\" {\n  value = \(brackets)\n}\n")
    #expect(value == brackets)
    let calls = String(repeating: "flatten([", count: 25) + "1" + String(repeating: "])", count: 25)
    #expect(output("output \"x\" {\n  value = \(calls)\n}\n") == "[1]")
  }

  @Test
  func `A chain of a thousand locals ends with a reason, one of ten has its value`() {
    func chain(_ length: Int) -> String {
      let links = (0..<length).map { "  l\($0) = [for v in [local.l\($0 + 1)] : upper(v)][0]" }
      return "locals {\n" + links.joined(separator: "\n")
        + "\n  l\(length) = \"x\"\n}\noutput \"x\" {\n  value = local.l0\n}\n"
    }
    #expect(output(chain(1000)) == "<the expressions refer to each other more deeply than is followed>")
    #expect(output(chain(10)) == "\"X\"")
  }

  @Test
  func `A chain of a hundred policy documents and resources ends and is no crash`() {
    let documents = (0..<100).map { number in
      """
      data "aws_iam_policy_document" "d\(number)" {
        dynamic "statement" {
          for_each = [data.aws_iam_policy_document.d\(number + 1).json]
          content {
            sid = "a"
          }
        }
      }
      resource "aws_iam_role" "r\(number)" {
        for_each = { for k, v in aws_iam_role.r\(number + 1) : k => v.name }
        name     = each.value
      }
      """
    }
    let main =
      documents.joined(separator: "\n")
      + "\noutput \"x\" {\n  value = data.aws_iam_policy_document.d0.json\n}\n"
      + "output \"y\" {\n  value = aws_iam_role.r0[\"a\"].name\n}\n"
    let values = outputs(["main.tf": main], ["x", "y"])
    // Whatever the hundredth document is, one statement of the first is made for it.
    #expect(values[0].contains("Statement"))
    #expect(values[1].contains("more deeply than is followed"))
  }

  @Test
  func `Modules that call themselves or each other end`() {
    let call = "module \"a\" {\n  source = \"./\"\n}\noutput \"x\" {\n  value = module.a.x\n}\n"
    #expect(outputs(["main.tf": call]) == ["<module `a` calls itself through `./`>"])
    let circle = outputs([
      "a/main.tf": "module \"b\" {\n  source = \"../b\"\n}\noutput \"x\" {\n  value = module.b.x\n}\n",
      "b/main.tf": "module \"a\" {\n  source = \"../a\"\n}\noutput \"x\" {\n  value = module.a.x\n}\n",
    ])
    #expect(circle == ["<module `a` calls itself through `../a`>"])
  }

  @Test
  func `Locals that double a text stop at a megabyte, and doubled lists at the work`() {
    let texts = (1..<64).map { "  l\($0) = \"${local.l\($0 - 1)}${local.l\($0 - 1)}\"" }.joined(separator: "\n")
    let main = "locals {\n  l0 = \"lol\"\n\(texts)\n}\noutput \"x\" {\n  value = local.l63\n}\n"
    #expect(output(main) == "<the text is longer than is built>")
    func quadrupled(_ combine: (String) -> String) -> String {
      let links = (1..<13).map { level in
        let before = "local.l\(level - 1)"
        return "  l\(level) = " + combine([before, before, before, before].joined(separator: ", "))
      }
      return "locals {\n  l0 = [1]\n" + links.joined(separator: "\n") + "\n}\n"
    }
    let worked = "<evaluating this configuration takes more work than is done>"
    #expect(output(quadrupled { "concat(\($0))" } + "output \"x\" {\n  value = length(local.l12)\n}\n") == worked)
    #expect(
      output(quadrupled { "[\($0)]" } + "output \"x\" {\n  value = length(jsonencode(local.l12))\n}\n") == worked
    )
  }

  @Test
  func `Loops over huge ranges and products stop`() {
    #expect(output("output \"x\" {\n  value = range(1000000000)\n}\n") == "<a range has at most 1024 numbers>")
    let loops = "[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : 1]]]"
    #expect(
      output("output \"x\" {\n  value = length(\(loops))\n}\n")
        == "<evaluating this configuration takes more work than is done>"
    )
    let counted =
      "resource \"aws_iam_role\" \"r\" {\n  count = 1000000000\n}\noutput \"x\" {\n  value = aws_iam_role.r[0].name\n}\n"
    #expect(output(counted).contains("is known only after apply"))
  }

  /// What is asked of a large value again and again, in each of many turns.
  @Test(
    arguments: [
      "try(local.big, 1)", "can(local.big)", "try(!local.big, 1)", "try(-local.big, 1)", "[] == local.big",
      "try(local.big ? 1 : 2, 1)", "var.v ? local.big : local.same", "local.big[*]", "try(\"${local.big}\", 1)",
      "can([for x in local.big : x.a])", "try(\"%{ for x in local.big }${x.a}%{ endfor }\", 1)", "distinct(local.big)",
      "toset(local.big)", "matchkeys(local.big, local.big, [1])", "transpose({ a = local.texts })",
      "{for x in local.big : \"a\" => x...}", "setproduct(local.big, [1])", "upper(local.long)",
      "regexall(\"a*a*a*b\", \"aaaaaaaaaaaaaaaaaaaaaaaa\")", "[for k, v in aws_iam_role.r : aws_iam_role.r[k].name]",
      "aws_iam_role.r", "formatlist(\"%v\", local.big)",
    ]
  )
  func `A question about a large value costs what it goes through`(_ question: String) {
    let rest = """
      variable "v" {}
      locals {
        big   = range(1000)
        same  = range(1000)
        texts = [for x in local.big : "t${x}"]
        long  = join("", local.texts)
      }
      resource "aws_iam_role" "r" {
        for_each = toset([for x in range(500) : "k${x}"])
        name     = each.key
      }

      """
    let main = "output \"x\" {\n  value = [for a in range(60) : [for b in range(60) : \(question)]]\n}\n"
    #expect(output(rest + main).contains("more work than is done"))
  }

  @Test
  func `Values deeper than expressions can be are not followed`() {
    let json = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
    let main =
      "output \"x\" {\n  value = [[[[[[[[[[[[[[[[[[[[[[[[[jsondecode(\"\(json)\")]]]]]]]]]]]]]]]]]]]]]]]]]\n}\n"
    #expect(output(main).contains("<the value has more values within each other than are followed>"))
  }

  @Test
  func `A pattern that would run for ever is given up`() {
    let text = String(repeating: "a", count: 60)
    let value = output("output \"x\" {\n  value = regexall(\"(a|aa)+$\", \"\(text)b\")\n}\n")
    #expect(
      value == "<the pattern takes more work than is done>" || value == "<the pattern is more nested than is followed>"
    )
  }

  @Test
  func `Private-use characters of the user's are no symbols`() {
    #expect(
      output("output \"x\" {\n  value = \"arn:\\U000F0000:x\"\n}\n")
        == "<the text has private-use characters, which are not told from symbols>"
    )
    #expect(
      output("output \"x\" {\n  value = jsondecode(\"\\\"\\\\udb80\\\\udc00\\\"\")\n}\n")
        == "<the text has private-use characters, which are not told from symbols>"
    )
    #expect(
      output("output \"x\" {\n  value = \"\u{F1000}\"\n}\n")
        == "<the text has private-use characters, which are not told from symbols>"
    )
  }

  @Test
  func `Any bytes are read without a crash`() {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    let pieces = [
      "resource \"aws_iam_role\" \"r\" {\n", "name = ", "\"${", "}\"", "var.x", "local.a", "locals {\n", "}\n", "[",
      "]", "for_each = ", "count = ",
      "data.aws_iam_policy_document.d.json", "{", "for k, v in ", " : ", "=> ", "module \"m\" {\n source = \"./\"\n",
      "each.key", "dynamic \"statement\" {\n",
      "content {\n", "format(\"%s\", ", ")", "*", "[*]", ".a", "regex(\"(a*)*\", \"b\")", "\n", "1", "\"a\"", "? 1 : 2",
      "data \"aws_iam_policy_document\" \"d\" {\n",
    ]
    for _ in 0..<300 {
      let main = (0..<30).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let configuration = Configuration(["main.tf": main])
      for module in configuration.root?.allModules.prefix(20) ?? [] {
        for resource in module.resources.prefix(20) {
          for name in resource.block.attributeNames + ["arn", "json", "name"] { _ = resource.attribute(name) }
        }
      }
      _ = configuration.project.diagnostics
    }
    #expect(Bool(true), "seed \(seed)")
  }

  private static let rest =
    "resource \"aws_iam_role\" \"r\" {\n  count = COUNT\n}\noutput \"x\" {\n  value = aws_iam_role.r[0].id\n}\n"
    + "output \"y\" {\n  value = upper(\"a\")\n}\n"

  @Test(arguments: ["10001", "1000000000"])
  func `A block with more instances than are made takes nothing from the others`(_ count: String) {
    let files = ["main.tf": Self.rest.replacing("COUNT", with: count)]
    #expect(outputs(files, ["y"]) == ["\"A\""])
    let configuration = Configuration(files)
    #expect(configuration.output("x").contains("is known only after apply"))
    #expect(configuration.addresses == ["aws_iam_role.r[?]"])
    #expect(configuration.output("y") == "\"A\"")
    #expect(configuration.project.exhausted.isEmpty)
  }

  @Test
  func `A root is exhausted by many blocks that are each small enough, and another root is not`() {
    let blocks = (0..<15).map { "resource \"aws_iam_role\" \"r\($0)\" {\n  count = 9000\n}\n" }.joined()
    let files = ["a/main.tf": blocks, "b/main.tf": Self.rest.replacing("COUNT", with: "9000")]
    let project = Configuration(files).project
    _ = project.roots.map { $0.allModules.flatMap(\.resources).count }
    #expect(project.exhausted.map(\.folder.path) == ["a"])
  }
}
