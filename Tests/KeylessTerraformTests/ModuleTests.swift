import KeylessSource
import KeylessTerraform
import Testing

/// Modules, instances, files and inputs.
struct ModuleTests {
  @Test
  func `Modules are called with their arguments, one instance for each key`() {
    let configuration = Configuration([
      "main.tf": """
      locals {
        repos = { app = ["main", "dev"], lib = ["main"] }
      }
      module "ci" {
        source   = "./modules/role"
        for_each = local.repos
        name     = each.key
        subjects = [for b in each.value : "repo:octo/${each.key}:ref:refs/heads/${b}"]
      }
      output "x" { value = { for k, m in module.ci : k => m.subjects } }
      output "arn" { value = module.ci["app"].arn }
      """,
      "modules/role/main.tf": """
      variable "name" { type = string }
      variable "subjects" {
        type = list(string)
        validation {
          condition     = length(var.subjects) > 0
          error_message = "no"
        }
      }
      resource "aws_iam_role" "this" {
        count = length(var.subjects)
        name  = "${var.name}-${count.index}"
        path  = "/ci/"
        assume_role_policy = jsonencode({ Statement = [{ Sub = var.subjects[count.index] }] })
      }
      output "subjects" { value = var.subjects }
      output "arn" { value = aws_iam_role.this[0].arn }
      """,
    ])
    #expect(configuration.project.roots.map(\.folder.path) == [""])
    #expect(
      configuration.output()
        == #"{"app":["repo:octo/app:ref:refs/heads/main","repo:octo/app:ref:refs/heads/dev"],"lib":["repo:octo/lib:ref:refs/heads/main"]}"#
    )
    #expect(configuration.output("arn") == #""arn:<partition>:iam::<account>:role/ci/app-0""#)
    #expect(
      configuration.addresses == [
        #"module.ci["app"].aws_iam_role.this[0]"#, #"module.ci["app"].aws_iam_role.this[1]"#,
        #"module.ci["lib"].aws_iam_role.this[0]"#,
      ]
    )
    let policy = configuration.resource(#"module.ci["lib"].aws_iam_role.this[0]"#)?.attribute("assume_role_policy")
    let subject = policy?.text?.encoded?["Statement"]?.list?.first?["Sub"]
    #expect(subject?.string == "repo:octo/lib:ref:refs/heads/main")
    #expect(configuration.source(subject?.span) == #""repo:octo/${each.key}:ref:refs/heads/${b}""#)
    #expect(subject?.variables.first?.hasValidation == true)
    #expect(
      configuration.resource(#"module.ci["app"].aws_iam_role.this[1]"#)?.attribute("name")?.string
        == "app-1"
    )
  }

  @Test
  func `A module that is not in the tree is unknown, one that init has put there is read`() {
    let main = """
      module "a" { source = "terraform-aws-modules/iam/aws" }
      output "x" { value = module.a.arn }
      """
    #expect(
      Configuration(main).output()
        == "<module `a` comes from `terraform-aws-modules/iam/aws`, which is not in this tree>"
    )
    #expect(Configuration(main).root?.missingModules.map(\.name) == ["a"])
    let installed = Configuration([
      "live/main.tf": main,
      "live/.terraform/modules/modules.json": #"{"Modules":[{"Key":"a","Source":"x","Dir":".terraform/modules/a"}]}"#,
      "live/.terraform/modules/a/main.tf": "output \"arn\" {\n  value = path.module\n}\n",
    ])
    #expect(installed.output() == #"".terraform/modules/a""#)
    #expect(installed.project.roots.map(\.folder.path) == ["live"])
  }

  @Test
  func `What is not counted is one instance with a mark`() {
    let configuration = Configuration(
      """
      variable "repos" {}
      resource "aws_iam_role" "r" {
        for_each = var.repos
        name     = "ci-${each.key}"
      }
      """
    )
    let role = configuration.root?.resources.first
    #expect(role?.address == "aws_iam_role.r[?]")
    #expect(role?.uncertain?.reason == "the variable `repos` has no value")
    #expect(role?.attribute("name")?.text.map(Printed.pieces) == "ci-<the variable `repos` has no value>")
    #expect(
      Configuration.value(
        "aws_iam_role.r[0].name",
        "resource \"aws_iam_role\" \"r\" {\n  count = 0\n  name = \"a\"\n}\n"
      ) == "<there is no instance 0 of 0>"
    )
  }

  @Test
  func `Override files and OpenTofu's files stand for what they name`() {
    let configuration = Configuration([
      "a.tf": """
      locals { x = 1 }
      resource "aws_iam_role" "r" {
        name = "a"
        path = "/p/"
        inline_policy { name = "one" }
      }
      """,
      "b.tf": "output \"x\" { value = local.x }\noutput \"y\" { value = \"tf\" }",
      "b.tofu": "output \"x\" { value = local.x }\noutput \"y\" { value = \"tofu\" }",
      "z_override.tf": """
      locals { x = 2 }
      resource "aws_iam_role" "r" {
        name = "b"
        inline_policy { name = "two" }
      }
      """,
    ])
    #expect(configuration.output() == "2")
    #expect(configuration.output("y") == "\"tofu\"")
    let role = configuration.resource("aws_iam_role.r")
    #expect(role?.attribute("name")?.string == "b")
    #expect(role?.attribute("path")?.string == "/p/")
    #expect(role?.blocks("inline_policy").map { $0.attribute("name")?.string } == ["two"])
  }

  @Test
  func `The values of variables come from the last place that says one`() {
    let files = [
      "main.tf": """
      variable "a" { default = "default" }
      variable "n" {
        type    = list(number)
        default = []
      }
      variable "o" {
        type = object({ x = optional(string, "dx"), y = optional(number) })
        default = {}
      }
      output "x" { value = var.a }
      output "n" { value = var.n }
      output "o" { value = var.o }
      """,
      "terraform.tfvars": "a = \"file\"\n", "z.auto.tfvars": "a = \"auto\"\n", "env/prod.tfvars": "a = \"named\"\n",
    ]
    #expect(Configuration(files).output() == "\"auto\"")
    #expect(
      Configuration(files, inputs: .init(variableFiles: ["env/prod.tfvars"], environment: ["a": "env"])).output()
        == "\"named\""
    )
    let inputs = TerraformInputs(environment: ["n": "[1, \"2\"]"], arguments: [("a", "argument")])
    #expect(Configuration(files, inputs: inputs).output() == "\"argument\"")
    #expect(Configuration(files, inputs: inputs).output("n") == "[1,2]")
    #expect(Configuration(files).output("o") == #"{"x":"dx","y":null}"#)
    #expect(
      Configuration(["main.tf": files["main.tf"] ?? ""], inputs: .init(environment: ["a": "env"])).output() == "\"env\""
    )
  }

  @Test
  func `A configuration in JSON is one like any other`() {
    let configuration = Configuration([
      "main.tf.json": #"""
      {"variable": {"repo": {"default": "octo/app", "type": "string"}},
       "resource": {"aws_iam_role": {"r": {"name": "ci", "assume_role_policy": "${jsonencode({a = var.repo})}",
         "inline_policy": [{"name": "p1"}, {"name": "p2"}]}}},
       "data": {"aws_iam_policy_document": {"d": {"statement": {"actions": ["a:b"], "dynamic": {"condition":
         {"for_each": ["x"], "content": {"test": "StringEquals", "variable": "k", "values": ["${condition.value}"]}}}}}}},
       "output": {"x": {"value": "${data.aws_iam_policy_document.d.minified_json}"}}}
      """#
    ])
    #expect(configuration.project.diagnostics.isEmpty)
    let role = configuration.resource("aws_iam_role.r")
    #expect(role?.attribute("assume_role_policy")?.string == #"{"a":"octo/app"}"#)
    #expect(role?.blocks("inline_policy").map { $0.attribute("name")?.string } == ["p1", "p2"])
    #expect(configuration.root?.output("x")?.string?.contains(#""Condition":{"StringEquals":{"k":"x"}}"#) == true)
  }

  @Test
  func `Providers bind the account, and modules get the one they are handed`() {
    let configuration = Configuration([
      "main.tf": """
      provider "aws" {
        region              = "eu-central-1"
        allowed_account_ids = ["111122223333"]
      }
      provider "aws" {
        alias = "prod"
        assume_role { role_arn = "arn:aws:iam::444455556666:role/x" }
      }
      terraform {
        backend "s3" { bucket = "state" }
      }
      data "aws_region" "here" {}
      data "aws_caller_identity" "me" {}
      data "aws_caller_identity" "prod" { provider = aws.prod }
      module "m" {
        source    = "./m"
        providers = { aws = aws.prod }
      }
      output "x" { value = [data.aws_caller_identity.me.account_id, data.aws_region.here.name] }
      output "p" { value = data.aws_caller_identity.prod.account_id }
      output "m" { value = module.m.id }
      """,
      "m/main.tf":
        "data \"aws_caller_identity\" \"me\" {}\noutput \"id\" {\n  value = data.aws_caller_identity.me.account_id\n}\n",
    ])
    #expect(configuration.output() == #"["111122223333","eu-central-1"]"#)
    #expect(configuration.output("p") == "\"<the account of provider `aws.prod` is not in the configuration>\"")
    #expect(configuration.output("m") == "\"<the account of provider `aws.prod` is not in the configuration>\"")
    #expect(configuration.root?.backends.map(\.type) == ["s3"])
    #expect(configuration.root?.backends.first?.attribute("bucket")?.string == "state")
    #expect(configuration.root?.providers("aws").map(\.alias) == [nil, "prod"])
  }

  @Test
  func `Template files are read within the tree and not outside of it`() {
    let files = [
      "live/main.tf": #"""
      output "x" { value = templatefile("${path.module}/policy.json.tpl", { repos = ["a", "b"] }) }
      output "y" { value = templatefile("../../outside", {}) }
      output "z" { value = file("missing.json") }
      output "r" { value = file("big") }
      """#,
      "live/policy.json.tpl": "[%{ for i, r in repos ~}\n\"repo:${r}\"%{ if i < 1 },%{ endif }\n%{ endfor ~}\n]",
    ]
    var tree = SourceTree(files.mapValues { Array($0.utf8) })
    tree.refused["live/big"] = "is larger than 16 MB"
    let project = TerraformProject(tree: tree)
    let outputs = ["x", "y", "z", "r"].map { project.roots.first?.output($0).map(Printed.text) }
    #expect(
      outputs == [
        #""[\"repo:a\",\n\"repo:b\"\n]""#, "<the file `../../outside` is outside of this tree>",
        "<the file `live/missing.json` is not among the files that are read>",
        "<the file `live/big` is not read: it is larger than 16 MB>",
      ]
    )
  }
}
