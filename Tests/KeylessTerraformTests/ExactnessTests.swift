import KeylessSource
import KeylessTerraform
import Testing

/// What depends on something that is not in the configuration is no answer, however likely one is.
struct ExactnessTests {
  private static let rest = """
    variable "v" {}
    data "aws_caller_identity" "me" {}
    data "aws_partition" "p" {}
    data "aws_region" "r" {}
    locals {
      account   = data.aws_caller_identity.me.account_id
      partition = data.aws_partition.p.partition
      region    = data.aws_region.r.region
    }
    resource "aws_iam_role" "keyed" {
      for_each = toset(["eu-central-1", "us-east-1"])
      name     = each.key
    }
    """

  private static let noValue = "<the variable `v` has no value>"
  private static let whichMember = "<which member it is depends on what is not in the configuration>"
  private static let whetherEqual = "<whether two values are equal depends on what is not in the configuration>"
  private static let whetherSame = "<whether the two are equal depends on what is not in the configuration>"
  private static let whichSymbol = "<it depends on what the account, the partition or the region is>"
  private static let tooMany = "<the number has more digits than are kept>"

  @Test(arguments: [
    // A piece that is not known may be empty.
    (#"startswith("ab", "ab${var.v}")"#, noValue), (#""ab" == "ab${var.v}""#, noValue),
    (#""ab" == "ab${var.v}c""#, "false"), (#""ab" == "ab${local.account}""#, "false"),
    (#"trimprefix("ab", "ab${var.v}")"#, noValue), (#"coalesce("${var.v}", "x")"#, noValue),
    (#"compact(["a", "${var.v}"])"#, noValue), (#"can("${var.v}x")"#, noValue),
    // Symbols are made of small letters, digits, hyphens and dots.
    (#"trim("${local.partition}x", "ax")"#, whetherEqual), (#"trimspace("${local.partition} ")"#, #""<partition>""#),
    (#"trim("${local.partition}X", "X")"#, #""<partition>""#), (#"trim("${var.v}x", "x")"#, noValue),
    // A set has each of its elements once.
    (#"length(toset(["a", var.v]))"#, noValue), (#"length(toset(["1", local.account]))"#, whetherEqual),
    (#"length(toset(["a/b", "a/${local.account}c"]))"#, whetherEqual),
    (#"length(toset(["a/b", "c/${local.account}"]))"#, "2"), (#"distinct(["1", local.account])"#, whetherEqual),
    (#"length(setunion(["a"], [local.account]))"#, whetherEqual),
    (#"setsubtract(["a", "b"], ["a"])"#, #"["b"]"#),
    (#"setsymmetricdifference(["a", "b"], ["b", "c"])"#, #"["a","c"]"#),
    (#"toset([{ a = 1 }, { b = 1 }]) == toset([{ b = 1 }, { a = 1 }])"#, whetherSame),
    (#"toset(["a"]) == toset(["b"])"#, "false"),
    // A name may be written with a symbol and without it.
    (#"{ aws = 1 }[local.partition]"#, whichMember), (#"lookup({ aws = 1 }, local.partition, 2)"#, whichMember),
    (#"try({ aws = 1 }[local.partition], 2)"#, whichMember), (#"{ (local.partition) = 1 }.aws"#, whichMember),
    (#"{ (local.partition) = 1 }[local.partition]"#, "1"), (#"{ "x-" = 1 }["y-${local.partition}"]"#, missing),
    (#"{ aws = 1, (local.partition) = 2 }.aws"#, whichMember),
    (#"{ (local.partition) = 1 } == { aws = 1 }"#, whetherSame),
    (#"try(aws_iam_role.keyed[local.region].name, "no")"#, whichInstance),
    (#"try(aws_iam_role.keyed["x"].name, "no")"#, #""no""#),
    (#"coalescelist(aws_iam_role.keyed["us-east-1"].tags, ["a"])"#, tags),
    // Numbers that are not kept are not taken for mistakes, which `try` would look past.
    (#"try(parseint("99999999999999999999", 10), 0)"#, tooMany), (#"try(parseint("9x", 10), 0)"#, "0"),
    (#"try(1e999 * 100, 0)"#, "<the result has more digits than are kept>"),
    (#"-170141183460469231731687303715884105700 - 28"#, "<the result has more digits than are kept>"),
    (#"format("%兆", 1)"#, "<the verb `%兆` of `format` is not evaluated>"),
  ])
  func `What may be otherwise is unknown, and what may not is known`(_ expression: String, _ value: String) {
    #expect(Configuration.value(expression, Self.rest) == value, "\(expression)")
  }

  private static let missing = "<there is no member of this name>"
  private static let whichInstance = "<which instance it is depends on what is not in the configuration>"
  private static let tags = "<`aws_iam_role.keyed.tags` is known only after apply>"

  @Test
  func `A name in JSON keeps its symbols, and takes its object with it when it is not known`() {
    func decoded(_ name: String) -> String {
      Configuration.value(#"jsondecode("{\"a\":1,\"b\":{\"\#(name):sub\":2}}")"#, Self.rest)
    }
    #expect(decoded("x") == #"{"a":1,"b":{"x:sub":2}}"#)
    #expect(decoded("${local.region}") == #"{"a":1,"b":{"\#u{F0002}:sub":2}}"#)
    #expect(decoded("${var.v}") == #"{"a":1,"b":\#(Self.noValue)}"#)
    let private_ = "<a name has private-use characters, which are not told from symbols>"
    #expect(decoded(#"\\udb80\\udc00"#) == #"{"a":1,"b":\#(private_)}"#)
    #expect(Configuration.value(#"yamldecode("\"\\U000F0000\": 1")"#) == "<this YAML is not evaluated>")
  }

  @Test
  func `Texts from outside of the files hold no symbols`() {
    var inputs = TerraformInputs()
    inputs.arguments = [(name: "v", value: "\u{F0000}")]
    inputs.workspace = "\u{F0000}"
    let main = """
      variable "v" {}
      output "x" { value = var.v }
      output "y" { value = terraform.workspace }
      """
    let configuration = Configuration(main, inputs: inputs)
    let reason = "<the text has private-use characters, which are not told from symbols>"
    #expect(configuration.output("x") == reason)
    #expect(configuration.output("y") == reason)
  }

  @Test
  func `The query of a module's source, where keys are, is not shown`() {
    let main = """
      module "a" { source = "git::https://me:secret@example.com/a.git?sshkey=c2VjcmV0" }
      output "x" { value = module.a.x }
      """
    #expect(
      Configuration(main).output()
        == "<module `a` comes from `git::https://example.com/a.git`, which is not in this tree>"
    )
  }

  @Test
  func `A sid that is not known may take the place of any statement of another document`() {
    func document(_ source: String, _ sid: String) -> String {
      Configuration(
        """
        variable "v" {}
        data "aws_iam_policy_document" "a" {
          statement {
            sid = \(source)
          }
        }
        data "aws_iam_policy_document" "b" {
          source_policy_documents = [data.aws_iam_policy_document.a.json]
          statement {
            sid = \(sid)
          }
        }
        output "x" {
          value = length(jsondecode(data.aws_iam_policy_document.b.json).Statement)
        }
        """
      )
      .output()
    }
    #expect(document(#""a""#, #""b""#) == "2")
    #expect(document(#""a""#, #""a""#) == "1")
    #expect(document(#""""#, "var.v") == "2")
    #expect(document("var.v", #""""#) == "2")
    #expect(document(#""a""#, "var.v") == Self.noValue)
    #expect(document("var.v", #""a""#) == Self.noValue)
  }

  @Test
  func `A version that is not known is not left out`() {
    func version(_ source: String, _ own: String) -> String {
      Configuration(
        """
        variable "v" {}
        data "aws_iam_policy_document" "b" {
          source_policy_documents = [jsonencode({ Version = \(source) })]
          version                 = \(own)
          statement {}
        }
        output "x" {
          value = jsondecode(data.aws_iam_policy_document.b.json).Version
        }
        """
      )
      .output()
    }
    let (old, new) = (#""2008-10-17""#, #""2012-10-17""#)
    #expect(version(old, new) == new)
    #expect(version(new, old) == new)
    #expect(version(new, "var.v") == new)
    #expect(version("var.v", new) == new)
    #expect(version(old, "var.v") == Self.noValue)
    #expect(version("var.v", old) == Self.noValue)
  }
}
