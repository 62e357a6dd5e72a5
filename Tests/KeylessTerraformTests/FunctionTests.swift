import KeylessTerraform
import Testing

/// Functions, as the configurations of roles use them.
struct FunctionTests {
  private static let rest = """
    variable "v" {}
    data "aws_caller_identity" "me" {}
    resource "aws_iam_openid_connect_provider" "gh" {
      url            = "https://token.actions.githubusercontent.com"
      client_id_list = ["sts.amazonaws.com"]
    }
    """

  @Test(arguments: [
    (#"trimprefix("https://a.b/c", "https://")"#, #""a.b/c""#),
    (#"format("repo:%s:ref:refs/heads/%s", "o/r", "main")"#, #""repo:o/r:ref:refs/heads/main""#),
    (#"formatlist("repo:%s:*", ["a", "b"])"#, #"["repo:a:*","repo:b:*"]"#), (#"split("/", "a/b/c")[1]"#, #""b""#),
    (#"replace("a/b", "/[a-z]/", "x")"#, #""x/x""#), (#"replace("a.b.c", ".", "-")"#, #""a-b-c""#),
    (#"join(",", concat(["a"], ["b"]))"#, #""a,b""#),
    (#"coalesce("", null, "x")"#, #""x""#), (#"coalescelist([], ["a"])"#, #"["a"]"#), (#"try(null.a, "d")"#, #""d""#),
    (#"can([][0])"#, "false"),
    (#"merge({ a = 1 }, null, { a = 2, b = 3 })"#, #"{"a":2,"b":3}"#),
    (#"flatten([["a"], [["b"]], []])"#, #"["a","b"]"#),
    (#"lookup({ a = 1 }, "b", 2)"#, "2"), (#"toset(["b", "a", "b"])"#, #"["a","b"]"#),
    (#"element(["a", "b"], 3)"#, #""b""#),
    (#"jsonencode({ b = [1, "<a>"], a = null })"#, #""{\"a\":null,\"b\":[1,\"\\u003ca\\u003e\"]}""#),
    (#"jsondecode("{\"a\":[1,\"x\"]}").a[1]"#, #""x""#),
    (#"regex("^repo:([^/]+)/(.+)$", "repo:o/r")"#, #"["o","r"]"#), (#"regexall("[a-z]+", "ab 1 cd")"#, #"["ab","cd"]"#),
    (#"base64decode(base64encode("héllo"))"#, #""héllo""#), (#"one([])"#, "null"), (#"lower("AbC")"#, #""abc""#),
    (#"title("hello world")"#, #""Hello World""#),
    (#"keys({ b = 1, a = 2 })"#, #"["a","b"]"#), (#"zipmap(["a"], [1])"#, #"{"a":1}"#), (#"range(3)"#, "[0,1,2]"),
    (#"alltrue([true, "true"])"#, "true"),
    (#"yamldecode("a: [x, 'yes', 3]").a[1]"#, #""yes""#), (#"uuid()"#, "<`uuid` is not evaluated>"),
    (#"unheard(1)"#, "<`unheard` is not evaluated>"),
    (#"yamldecode("a: yes").a"#, "<this YAML is not evaluated>"),
    (#"setproduct(["a"], [1, 2])"#, #"[["a",1],["a",2]]"#), (#"basename("/a/b.json")"#, #""b.json""#),
  ])
  func `Functions have Terraform's values`(_ expression: String, _ value: String) {
    #expect(Configuration.value(expression) == value, "\(expression)")
  }

  @Test(arguments: [
    (#"format("repo:%s:*", var.v)"#, #""repo:<the variable `v` has no value>:*""#),
    (#"join("/", ["a", var.v])"#, #""a/<the variable `v` has no value>""#),
    (#"upper("a${var.v}")"#, "<the variable `v` has no value>"),
    (#"length("a${var.v}")"#, "<the variable `v` has no value>"), (#"startswith("repo:${var.v}", "repo:")"#, "true"),
    (#"startswith("repo:${var.v}", "rope:")"#, "false"),
    (#"startswith("re${var.v}", "repo:")"#, "<the variable `v` has no value>"),
    (#"trimprefix("https://${var.v}", "https://")"#, #""<the variable `v` has no value>""#),
    (#"endswith("${var.v}:*", ":*")"#, "true"),
    (#"coalesce(var.v, "x")"#, "<the variable `v` has no value>"), (#"merge(var.v, { a = 1 }).a"#, "1"),
    (#"merge({ a = 1 }, var.v).a"#, "<the variable `v` has no value>"),
    (#"contains(["a", var.v], "a")"#, "true"), (#"contains(["b", var.v], "a")"#, "<the variable `v` has no value>"),
    (#"try(var.v.x, "d")"#, "<the variable `v` has no value>"),
    (#"concat(["a"], var.v)"#, "<the variable `v` has no value>"),
    (#"jsonencode({ a = var.v })"#, #""{\"a\":<the variable `v` has no value>}""#),
  ])
  func `What is not known stays within texts and is no answer to questions`(_ expression: String, _ value: String) {
    #expect(Configuration.value(expression, Self.rest) == value, "\(expression)")
  }

  @Test(arguments: [
    ("data.aws_caller_identity.me.account_id", #""<account>""#),
    (#""arn:aws:iam::${data.aws_caller_identity.me.account_id}:role/x""#, #""arn:aws:iam::<account>:role/x""#),
    (
      "aws_iam_openid_connect_provider.gh.arn",
      #""arn:<partition>:iam::<account>:oidc-provider/token.actions.githubusercontent.com""#
    ),
    ("aws_iam_openid_connect_provider.gh.url", #""token.actions.githubusercontent.com""#),
    (#""${aws_iam_openid_connect_provider.gh.url}:sub""#, #""token.actions.githubusercontent.com:sub""#),
    (
      #"replace(aws_iam_openid_connect_provider.gh.arn, "/^(.*provider/)/", "")"#,
      #""token.actions.githubusercontent.com""#
    ),
    (#"split("/", aws_iam_openid_connect_provider.gh.arn)[1]"#, #""token.actions.githubusercontent.com""#),
    (
      #"split("a", aws_iam_openid_connect_provider.gh.arn)"#,
      "<it depends on what the account, the partition or the region is>"
    ),
    (#"element(split(":", aws_iam_openid_connect_provider.gh.arn), 4)"#, #""<account>""#),
    (
      "upper(data.aws_caller_identity.me.account_id)",
      "<it depends on what the account, the partition or the region is>"
    ),
    (
      #"data.aws_caller_identity.me.account_id == "1""#,
      "<whether the two are equal depends on what is not in the configuration>"
    ),
    (
      #"regex("iam::(\\d{12}):", aws_iam_openid_connect_provider.gh.arn)"#,
      "<whether the pattern matches depends on what is not in the configuration>"
    ),
    (
      "aws_iam_openid_connect_provider.gh.thumbprint_list",
      "<`aws_iam_openid_connect_provider.gh.thumbprint_list` is known only after apply>"
    ), ("data.aws_caller_identity.me.arn", "<data source `aws_caller_identity.me` asks AWS>"),
  ])
  func `Symbols are carried by what does not look into them`(_ expression: String, _ value: String) {
    #expect(Configuration.value(expression, Self.rest) == value, "\(expression)")
  }
}
