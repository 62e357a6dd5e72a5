import KeylessSource
import KeylessTerraform
import Testing

/// Expressions without functions.
struct ExpressionTests {
  @Test(arguments: [
    ("1 + 2 * 3", "7"), ("7 / 2", "3.5"), ("-7 % 3", "-1"), ("\"5\" + 1", "6"), ("!true", "false"), ("1e3", "1000"),
    ("1 == 1.0", "true"), ("\"1\" == 1", "false"), ("[1, \"a\", null]", #"[1,"a",null]"#),
    ("2 > 1 && \"true\"", "true"),
    ("true ? \"a\" : \"b\"", #""a""#), ("true ? 1 : \"b\"", #""1""#),
    ("{ a = 1, \"b\" = 2, (\"c\") : 3 }", #"{"a":1,"b":2,"c":3}"#),
    ("[for x in [1, 2, 3] : x * 2 if x > 1]", "[4,6]"), ("{for k, v in { a = 1 } : v => k}", #"{"1":"a"}"#),
    ("{for x in [\"a\", \"b\", \"aa\"] : substr => x...}", "<`substr` is no value here>"),
    ("{for i, x in [\"a\", \"b\", \"c\"] : i % 2 => x...}", #"{"0":["a","c"],"1":["b"]}"#),
    ("[{ a = 1 }, { a = 2 }][*].a", "[1,2]"), ("{ a = { b = [1, 2] } }.a.b[1]", "2"), ("null[*]", "[]"),
    ("\"a\"[*]", #"["a"]"#),
    ("\"a${1 + 1}b${true}\"", #""a2btrue""#), ("\"${[1]}\"", "[1]"), ("\"$${a} %%{b}\"", #""${a} %{b}""#),
    ("\"%{ if true }a%{ else }b%{ endif }\"", #""a""#), ("\"%{ for x in [1, 2] }${x},%{ endfor }\"", #""1,2,""#),
    ("\"a ${~ 1 ~} b\"", #""a1b""#), ("[1][2]", "<the index 2 is outside of 1 elements>"),
    ("1 / 0", "<a division by zero>"),
    ("{ a = 1 }.b", "<there is no member `b`>"), ("0.1 + 0.2", "0.3"),
    ("{for x in [1, 1] : \"k\" => x}", "<a key comes twice>"),
  ])
  func `Expressions have Terraform's values`(_ expression: String, _ value: String) {
    #expect(Configuration.value(expression) == value, "\(expression)")
  }

  @Test
  func `A heredoc loses its indentation and its pieces lead to their lines`() throws {
    let configuration = Configuration(
      """
      variable "repo" {}
      output "x" {
        value = <<-EOT
          {
            "sub": "repo:${var.repo}:*"
          }
        EOT
      }
      """
    )
    let text = try #require(configuration.root?.output("x")?.text)
    #expect(Printed.pieces(text) == "{\n  \"sub\": \"repo:<the variable `repo` has no value>:*\"\n}\n")
    let bytes = text.bytes
    let start = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("repo:".utf8)) })
    #expect(configuration.source(text.span(of: start..<start + 5)) == "repo:")
  }

  @Test
  func `A value keeps the place of its literal through variables and locals`() throws {
    let configuration = Configuration(
      """
      variable "repo" { default = "octo/app" }
      locals { r = var.repo, }
      output "x" { value = local.r }
      """.replacing(", }", with: " }")
    )
    let value = try #require(configuration.root?.output("x"))
    #expect(configuration.source(value.span) == "\"octo/app\"")
    #expect(value.variables.map(\.name) == ["repo"])
  }

  @Test
  func `What is not known keeps its reason and stays within its piece`() {
    let rest = "variable \"v\" {}\n"
    #expect(Configuration.value("\"a-${var.v}-b\"", rest) == #""a-<the variable `v` has no value>-b""#)
    #expect(Configuration.value("var.v ? 1 : 1", rest) == "1")
    #expect(Configuration.value("var.v ? 1 : 2", rest) == "<the variable `v` has no value>")
    #expect(Configuration.value("false && var.v", rest) == "false")
    #expect(Configuration.value("\"a${var.v}\" == \"b\"", rest) == "false")
    #expect(Configuration.value("\"a${var.v}\" == \"ab\"", rest) == "<the variable `v` has no value>")
    #expect(Configuration.value("[for x in var.v : x]", rest) == "<the variable `v` has no value>")
    #expect(Configuration.value("var.w", rest) == "<the variable `w` is not declared>")
  }

  @Test
  func `A circle is a diagnostic and no end`() {
    let configuration = Configuration(
      "locals {\n  a = local.b\n  b = local.a\n}\noutput \"x\" {\n  value = local.a\n}\n"
    )
    #expect(configuration.output() == "<the local value `a` depends on itself>")
    #expect(configuration.project.diagnostics.map(\.id) == ["terraform-cycle"])
  }
}
