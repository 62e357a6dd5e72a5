/// The machines and configurations that Terraform and the chains are compared on.
enum TerraformMatrix {
  static let role = "arn:aws:iam::111122223333:role/"

  static let files = [
    "token": "TOKEN-good", ".aws/config": config, ".aws/credentials": credentials, "process.json": process,
  ]
  private static let process = #"{"Version":1,"AccessKeyId":"KEY-process","SecretAccessKey":"SECRET-process"}"#
  private static let credentials = """
    [split]
    aws_access_key_id = KEY-base
    aws_secret_access_key = SECRET-base

    """

  private static func section(_ name: String, _ lines: String...) -> String {
    "[profile \(name)]\n" + lines.map { "\($0)\n" }.joined()
  }

  private static func keys(_ user: String) -> String {
    "aws_access_key_id = KEY-\(user)\naws_secret_access_key = SECRET-\(user)"
  }

  private static let config = [
    section("static", keys("static")), section("empty", "region = eu-west-1"),
    section("split", "role_arn = \(role)first", "source_profile = static", "role_session_name = split"),
    section("web", "role_arn = \(role)profile-role", "web_identity_token_file = /home/me/token"),
    section("web-gone", "role_arn = \(role)profile-role", "web_identity_token_file = /home/me/gone"),
    section("role", "role_arn = \(role)profile-role", "role_session_name = alone"),
    section("token", "web_identity_token_file = /home/me/token"),
    section("chained", "role_arn = \(role)first", "source_profile = static", "role_session_name = chained"),
    section("deep", "role_arn = \(role)first", "source_profile = with-role", "role_session_name = outer"),
    section("with-role", "role_arn = \(role)second", "role_session_name = inner", keys("base")),
    section("sourceless", "role_arn = \(role)first", "source_profile = nope"),
    section("on-empty", "role_arn = \(role)first", "source_profile = empty"),
    section("self", "role_arn = \(role)first", "source_profile = self", "role_session_name = selfie", keys("base")),
    section("loop-a", "role_arn = \(role)first", "source_profile = loop-b"),
    section("loop-b", "role_arn = \(role)second", "source_profile = loop-a"),
    section("from-variables", "role_arn = \(role)first", "credential_source = Environment", "role_session_name = vars"),
    section("from-container", "role_arn = \(role)first", "credential_source = EcsContainer", "role_session_name = box"),
    section("from-node", "role_arn = \(role)first", "credential_source = Ec2InstanceMetadata"),
    section("from-magic", "role_arn = \(role)first", "credential_source = Magic"),
    section("two", "role_arn = \(role)first", "source_profile = static", "credential_source = Environment"),
    section("mfa", "role_arn = \(role)first", "source_profile = static", "mfa_serial = \(role)me"),
    section("half", "aws_access_key_id = KEY-static"),
    section("both", "role_arn = \(role)first", "role_session_name = both", "web_identity_token_file = /home/me/token")
      + keys("base") + "\n",
    section("process", "credential_process = cat /home/me/process.json"),
    section("on-web", "role_arn = \(role)first", "source_profile = web", "role_session_name = on-web"),
    section(
      "sso",
      "sso_account_id = 1",
      "sso_role_name = r",
      "sso_region = eu-west-1",
      "sso_start_url = https://a.b/c"
    ),
    section("sso-session", "sso_session = corp", "sso_account_id = 1", "sso_role_name = r"),
    section("sso-half", "sso_account_id = 1", "sso_role_name = r"),
    section("sso-gone", "sso_session = gone", "sso_account_id = 1", "sso_role_name = r"),
    section("sso-other", "sso_session = corp", "sso_region = us-east-1", "sso_account_id = 1", "sso_role_name = r"),
    "[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://a.b/c\n",
  ].joined(separator: "\n")

  private static let profiles = [
    "static", "empty", "split", "web", "web-gone", "role", "token", "chained", "deep", "sourceless", "on-empty", "self",
    "loop-a", "from-variables", "from-container", "from-node", "from-magic", "two", "mfa", "half", "both", "process",
    "on-web", "sso", "sso-session", "sso-half", "sso-gone", "sso-other", "nope",
  ]

  private static let quiet = ["AWS_EC2_METADATA_DISABLED": "true"]
  private static let web = [
    "AWS_WEB_IDENTITY_TOKEN_FILE": "/home/me/token", "AWS_ROLE_ARN": "\(role)env-role",
    "AWS_ROLE_SESSION_NAME": "pipeline",
  ]
  private static let pair = ["AWS_ACCESS_KEY_ID": "KEY-env", "AWS_SECRET_ACCESS_KEY": "SECRET-env"]
  private static let container = ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:9/container"]
  private static let node = ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:9/imds"]
  private static let block = ["role_arn": "\(role)block-role", "web_identity_token_file": "/home/me/token"]
  private static let given = ["access_key": "KEY-argument", "secret_key": "SECRET-argument"]
  private static let first = ["role_arn": "\(role)first", "session_name": "one"]
  private static let second = ["role_arn": "\(role)second", "session_name": "two"]

  static let rows = providers + backends

  private static let providers: [TerraformRow] = rows(.provider) { add in
    for name in profiles { add(web + quiet, ["profile": name], nil, []) }
    add(web + quiet, [:], nil, [])
    add(web + quiet, ["profile": ""], nil, [])
    add(web + quiet, given, nil, [])
    add(web + quiet, ["access_key": "KEY-argument"], nil, [])
    add(web + quiet, given + ["profile": "nope"], nil, [])
    add(web + quiet, given, block, [])
    add(web + quiet, given, nil, [first])
    add(web + quiet, [:], nil, [first, second])
    add(web + quiet, [:], nil, [[:]])
    add(web + quiet, ["profile": "static"], block, [])
    for values in [[:], ["profile": "static"], ["profile": "empty"], ["profile": "from-variables"]] {
      add(web + quiet + pair, values, nil, [])
    }
    add(web + quiet + pair, [:], block, [])
    add(quiet, [:], nil, [])
    add(quiet, [:], block, [first])
    add(quiet, [:], ["role_arn": "\(role)block-role", "web_identity_token": "TOKEN-good"], [])
    add(
      quiet,
      [:],
      ["role_arn": "\(role)block-role", "web_identity_token_file": "~/token", "session_name": "tilde"],
      []
    )
    add(quiet, [:], ["role_arn": "\(role)block-role", "web_identity_token_file": "$HOME/gone"], [])
    add(quiet, [:], ["web_identity_token_file": "/home/me/token"], [])
    add(quiet, ["profile": "nope"], block, [])
    add(quiet, ["profile": "from-magic"], block, [])
    add(quiet, ["profile": "web-gone"], block, [])
    for values in [["profile": "empty"], ["profile": "role"], ["profile": "from-container"]] {
      add(web + quiet + container, values, nil, [])
    }
    for values in [["profile": "empty"], ["profile": "role"], ["profile": "from-node"]] {
      add(web + node, values, nil, [])
    }
    add(web + ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:1/"], ["profile": "empty"], nil, [])
    add(quiet + ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://192.0.2.1/x"], [:], nil, [])
    add(web + quiet + ["AWS_PROFILE": "nope"], [:], nil, [])
    add(web + quiet + ["AWS_PROFILE": "nope"], [:], block, [])
    add(web + quiet + ["AWS_PROFILE": "static"], [:], nil, [])
    add(web + quiet + ["AWS_DEFAULT_PROFILE": "nope"], [:], nil, [])
    add(quiet + ["AWS_DEFAULT_PROFILE": "static", "AWS_PROFILE": "chained"], [:], nil, [])
    add(quiet + ["AWS_WEB_IDENTITY_TOKEN_FILE": "/home/me/token"], [:], nil, [])
    add(quiet + ["AWS_WEB_IDENTITY_TOKEN_FILE": "/home/me/token"], [:], block, [])
    add(web + quiet + ["AWS_WEB_IDENTITY_TOKEN_FILE": "/home/me/gone"], [:], nil, [])
    // One that is refused by the schema stops all that share its run.
    add(quiet + ["AWS_MAX_ATTEMPTS": "2"], [:], ["role_arn": "\(role)block-role"], [])
    add(quiet + ["AWS_MAX_ATTEMPTS": "3"], [:], block + ["web_identity_token": "TOKEN-good"], [])
  }

  private static let backends: [TerraformRow] = rows(.backend) { add in
    for name in [
      "static", "empty", "web", "web-gone", "role", "token", "chained", "deep", "sourceless", "self", "from-variables",
      "from-magic", "both", "process", "sso", "nope",
    ] {
      add(web + quiet, ["profile": name], nil, [])
    }
    add(web + quiet, [:], nil, [])
    add(web + quiet, given, nil, [])
    add(web + quiet, ["access_key": "KEY-argument"], nil, [])
    add(web + quiet, [:], nil, [first])
    add(web + quiet, [:], nil, [["session_name": "one"]])
    add(web + quiet, given, block, [])
    add(quiet, [:], nil, [])
    add(quiet, [:], block, [])
    add(quiet, ["profile": "nope"], block, [])
    add(quiet, [:], ["role_arn": "\(role)block-role", "web_identity_token_file": "/home/me/gone"], [])
    add(quiet, [:], ["role_arn": "\(role)block-role"], [])
    add(quiet, [:], ["web_identity_token_file": "/home/me/token"], [])
    add(web + quiet + pair, [:], nil, [])
    add(web + quiet + pair, ["profile": "static"], nil, [])
    add(web + quiet + pair, ["profile": "empty"], nil, [])
    add(web + quiet + ["AWS_PROFILE": "nope"], [:], nil, [])
    add(web + quiet + ["AWS_PROFILE": "static"], [:], nil, [])
    add(quiet + ["AWS_WEB_IDENTITY_TOKEN_FILE": "/home/me/token"], [:], block, [])
    add(web + quiet + container, ["profile": "empty"], nil, [])
    add(web + node, ["profile": "empty"], nil, [])
    add(quiet + ["AWS_SHARED_CONFIG_FILE": "/home/me/gone"], ["profile": "static"], nil, [])
    add(quiet + ["AWS_CONFIG_FILE": "/home/me/gone"], ["profile": "static"], nil, [])
  }

  private typealias Add = (
    _ environment: [String: String], _ values: [String: String], [String: String]?, [[String: String]]
  ) -> Void

  private static func rows(_ tool: TerraformRow.Tool, _ make: (Add) -> Void) -> [TerraformRow] {
    var rows: [TerraformRow] = []
    make { environment, values, block, roles in
      rows.append(
        TerraformRow(
          id: "\(tool.rawValue)-\(rows.count)",
          tool: tool,
          environment: environment,
          values: values,
          block: block,
          roles: roles
        )
      )
    }
    return rows
  }
}

private func + (left: [String: String], right: [String: String]) -> [String: String] {
  left.merging(right) { $1 }
}
