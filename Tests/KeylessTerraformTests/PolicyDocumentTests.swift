import KeylessSource
import KeylessTerraform
import Testing

/// `data "aws_iam_policy_document"`.
struct PolicyDocumentTests {
  private static let trust = """
    variable "subjects" { default = ["repo:octo/app:ref:refs/heads/main"] }
    resource "aws_iam_openid_connect_provider" "gh" {
      url            = "https://token.actions.githubusercontent.com"
      client_id_list = ["sts.amazonaws.com"]
    }
    data "aws_iam_policy_document" "trust" {
      statement {
        actions = ["sts:AssumeRoleWithWebIdentity"]
        principals {
          type        = "Federated"
          identifiers = [aws_iam_openid_connect_provider.gh.arn]
        }
        condition {
          test     = "StringEquals"
          variable = "${aws_iam_openid_connect_provider.gh.url}:aud"
          values   = aws_iam_openid_connect_provider.gh.client_id_list
        }
        dynamic "condition" {
          for_each = length(var.subjects) > 0 ? [var.subjects] : []
          iterator = it
          content {
            test     = "StringLike"
            variable = "token.actions.githubusercontent.com:sub"
            values   = it.value
          }
        }
      }
    }
    output "x" { value = data.aws_iam_policy_document.trust.minified_json }
    """

  @Test
  func `A trust policy with a dynamic condition is the document that the provider makes`() {
    let host = "token.actions.githubusercontent.com"
    #expect(
      Configuration(Self.trust).root?.output("x")?.text.map(Printed.pieces)
        == #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity","#
        + #""Principal":{"Federated":"arn:<partition>:iam::<account>:oidc-provider/\#(host)"},"#
        + #""Condition":{"StringEquals":{"\#(host):aud":"sts.amazonaws.com"},"#
        + #""StringLike":{"\#(host):sub":"repo:octo/app:ref:refs/heads/main"}}}]}"#
    )
  }

  @Test
  func `The document keeps the place of each value`() throws {
    let configuration = Configuration(Self.trust)
    let encoded = try #require(configuration.root?.output("x")?.text?.encoded)
    let condition = encoded["Statement"]?.list?.first?["Condition"]
    let subject = try #require(condition?["StringLike"]?["token.actions.githubusercontent.com:sub"])
    #expect(configuration.source(subject.span) == "\"repo:octo/app:ref:refs/heads/main\"")
    #expect(subject.variables.map(\.name) == ["subjects"])
    let audience = condition?["StringEquals"]?["token.actions.githubusercontent.com:aud"]
    #expect(configuration.source(audience?.span) == "\"sts.amazonaws.com\"")
  }

  @Test
  func `A condition that may not be there leaves the conditions unknown`() {
    let main = Self.trust.replacing(#"{ default = ["repo:octo/app:ref:refs/heads/main"] }"#, with: "{}")
    let text = Configuration(main).output()
    #expect(text.contains("\\\"Condition\\\":<the variable `subjects` has no value>"))
  }

  private func merged(_ rest: String) -> String {
    Configuration(
      """
      data "aws_iam_policy_document" "a" {
        statement {
          sid     = "One"
          actions = ["a:b", "a:a"]
          resources = ["arn:aws:s3:::x/&{aws:username}"]
        }
      }
      data "aws_iam_policy_document" "b" {
        statement {
          sid       = "One"
          effect    = "Deny"
          actions   = ["b:*"]
        }
        statement {
          not_actions = ["c:*"]
          not_principals {
            type = "*"
            identifiers = ["*"]
          }
        }
      }
      data "aws_iam_policy_document" "c" {
      \(rest)
      }
      output "x" { value = data.aws_iam_policy_document.c.minified_json }
      """
    )
    .root?.output("x")?.text.map(Printed.pieces) ?? "nothing"
  }

  @Test
  func `Documents are merged by the sid of their statements`() {
    let first = #"{"Sid":"One","Effect":"Allow","Action":["a:b","a:a"],"Resource":"arn:aws:s3:::x/${aws:username}"}"#
    let second = #"{"Sid":"One","Effect":"Deny","Action":"b:*"}"#
    let third = #"{"Effect":"Allow","NotAction":"c:*","NotPrincipal":"*"}"#
    let (a, b) = ("data.aws_iam_policy_document.a.json", "data.aws_iam_policy_document.b.json")
    #expect(merged("source_policy_documents = [\(a)]") == #"{"Version":"2012-10-17","Statement":["# + first + "]}")
    #expect(
      merged("source_policy_documents = [\(a)]\noverride_policy_documents = [\(b)]")
        == #"{"Version":"2012-10-17","Statement":["# + second + "," + third + "]}"
    )
    #expect(
      merged("source_json = \(a)\noverride_json = \(b)")
        == merged("source_policy_documents = [\(a)]\noverride_policy_documents = [\(b)]")
    )
    #expect(merged("") == #"{"Version":"2012-10-17"}"#)
  }

  @Test
  func `Two sources with one sid are a mistake, as the provider has it`() {
    let configuration = Configuration(
      """
      locals { p = jsonencode({ Statement = { Sid = "S", Effect = "Allow" } }) }
      data "aws_iam_policy_document" "c" {
        source_policy_documents = [local.p, local.p]
      }
      output "x" { value = data.aws_iam_policy_document.c.json }
      """
    )
    #expect(configuration.output() == "<two source policy documents have a statement `S`>")
  }

  @Test
  func `The printed document is the provider's`() {
    let configuration = Configuration(
      """
      data "aws_iam_policy_document" "c" {
        statement {
          actions   = ["s3:GetObject"]
          resources = ["b", "a"]
        }
      }
      output "x" { value = data.aws_iam_policy_document.c.json }
      """
    )
    #expect(
      configuration.root?.output("x")?.string == """
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Effect": "Allow",
              "Action": "s3:GetObject",
              "Resource": [
                "b",
                "a"
              ]
            }
          ]
        }
        """
    )
  }
}
