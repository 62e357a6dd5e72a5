import Foundation
import KeylessSource
import Testing

/// What `keyless chain` takes of a configuration beside its blocks, and what it refuses to answer beside.
@Suite("keyless chain of a configuration", .timeLimit(.minutes(30)))
struct ChainConfigurationTests {
  private static let pinned = "terraform {\n  required_version = \"~> 1.11\"\n  backend \"s3\" {}\n}\n"
  private static let whole = pinned.replacing(
    "{}",
    with: "{\n    bucket = \"b\"\n    key = \"k\"\n    region = \"eu-west-1\"\n  }"
  )
  private static let provider =
    "variable \"p\" {\n  default = null\n}\nprovider \"aws\" {\n  profile = var.p\n}\nterraform {\n  required_providers {\n    aws = \"~> 5.0\"\n  }\n}\n"
  private static let noFile = "[Errno 2] No such file or directory: '/run/t'"
  private static let missing = "failed to get shared config profile, dev"

  private func ask(
    _ files: [String: String],
    _ arguments: [String] = [],
    _ variables: [String: String] = [:],
    links: [String: String] = [:]
  ) async throws -> String {
    try await Scratch.use { scratch in
      try scratch.write("", to: "tree/mod/empty")
      for (name, text) in files { try scratch.write(text, to: "tree/" + name) }
      for (name, target) in links {
        try FileManager.default.createSymbolicLink(
          atPath: scratch.url.path + "/tree/" + name,
          withDestinationPath: target
        )
      }
      try FileManager.default.createDirectory(
        at: scratch.url.appending(path: "root"),
        withIntermediateDirectories: true
      )
      let usual = [
        "HOME": "/none", "AWS_ROLE_ARN": "arn:aws:iam::123456789012:role/x", "AWS_WEB_IDENTITY_TOKEN_FILE": "/run/t",
      ]
      let environment = usual.merging(variables) { $1 }
      let job = try scratch.write(
        String(decoding: try JSONSerialization.data(withJSONObject: environment), as: UTF8.self),
        to: "variables.json"
      )
      let run = try await Binary.run(
        ["chain", "--dir", scratch.url.path + "/tree", "--env-file", job, "--root", scratch.url.path + "/root"]
          + ["--format", "json"] + arguments
      )
      guard run.status == 0 else { return "\(run.status): \(run.errors)" }
      let answers = try JSONParser.parse(Array(run.output.utf8), limits: .init(size: 1 << 22, depth: 64))
      // One tool is one object.
      let list: [JSONNode] = if case .array(let list) = answers.value { list } else { [answers] }
      return list.map { answer in
        guard case .string(let link)? = answer["fired"]?["link"]?.value else {
          guard case .string(let error)? = answer["error"]?.value else { return "unknown" }
          return error.hasPrefix("No valid") ? "no token" : error
        }
        return link
      }.joined(separator: "; ")
    }
  }

  @Test
  func `what terraform init is given beside a backend is not known until it is said`() async throws {
    #expect(try await ask(["m.tf": Self.whole]) == "no token")
    #expect(try await ask(["m.tf": Self.pinned]) == "unknown")
    #expect(try await ask(["m.tf": Self.pinned], ["--backend-config", "bucket=b"]) == "no token")
    #expect(try await ask(["m.tf": Self.pinned], ["--backend-config", "profile=dev"]) == Self.missing)
    for unread in ["backend.hcl", "profile = dev", "./a=b.hcl", "assume_role={role_arn=\"x\"}"] {
      #expect(try await ask(["m.tf": Self.pinned], ["--backend-config", unread]) == "unknown", "\(unread)")
    }
    let own = ["aws": "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = example\n"]
    let file = "shared_credentials_file=./aws"
    let keys = own.merging(["m.tf": Self.pinned]) { $1 }
    let alone = ["AWS_WEB_IDENTITY_TOKEN_FILE": "", "AWS_ROLE_ARN": ""]
    #expect(try await ask(keys, ["--backend-config", "bucket=b"], alone) == "unknown")
    #expect(try await ask(keys, ["--backend-config", file], alone) == "profile-static")
    // The environment says a part of what a command line may say.
    let part = "-backend-config=profile=dev"
    #expect(try await ask(["m.tf": Self.pinned], [], ["TF_CLI_ARGS_init": part]) == "unknown")
    #expect(try await ask(["m.tf": Self.whole], [], ["TF_CLI_ARGS_init": part]) == Self.missing)
    let rest = " -backend-config=bucket=b -backend-config=key=k"
    #expect(try await ask(["m.tf": Self.pinned], [], ["TF_CLI_ARGS_init": part + rest]) == Self.missing)
  }

  @Test
  func `variables come from TF_CLI_ARGS too, and what cannot be read of it is refused`() async throws {
    let files = ["m.tf": Self.provider]
    #expect(try await ask(files) == "no token")
    #expect(try await ask(files, [], ["TF_CLI_ARGS": "-no-color -var p=dev"]) == Self.missing)
    #expect(
      try await ask(files, [], ["TF_CLI_ARGS_plan": "-var=p=dev", "TF_CLI_ARGS_apply": "-var=p=dev"]) == Self.missing
    )
    #expect(try await ask(files, [], ["TF_CLI_ARGS": "-lock-timeout=\"5m\""]) == "no token")
    #expect(try await ask(files, [], ["TF_CLI_ARGS_plan": "-var=p=dev"]) == Self.missing)
    // The general ones come behind the particular ones, and `init` takes none.
    let both = ["TF_CLI_ARGS_plan": "-var=p=x", "TF_CLI_ARGS_apply": "-var=p=y", "TF_CLI_ARGS": "-var=p=dev"]
    #expect(
      try await ask(
        files,
        [],
        ["TF_CLI_ARGS_plan": "-var=p=x", "TF_CLI_ARGS_apply": "-var=p=x", "TF_CLI_ARGS": "-var=p=dev"]
      ) == Self.missing
    )
    #expect(try await ask(files, [], both).hasPrefix("3: keyless: "))
    #expect(try await ask(files, [], ["TF_CLI_ARGS_init": "-var=p=dev"]) == "no token")
    #expect(try await ask(files, ["--tool", "aws-cli-v2"], ["TF_CLI_ARGS": "-var 'p=dev'"]) == Self.noFile)
    for hard in [
      ["TF_CLI_ARGS": "-var 'p=dev'"], ["TF_CLI_ARGS_plan": "-var=p=dev", "TF_CLI_ARGS_apply": "-var=p=x"],
      ["TF_CLI_ARGS_apply": "-var=p=dev"],
    ] {
      let seen = try await ask(files, [], hard)
      #expect(seen.hasPrefix("3: keyless: `TF_CLI_ARGS"), "\(seen)")
    }
  }

  @Test
  func `nothing is answered beside a file of variables or a module that is a link`() async throws {
    let variables = ["m.tf": Self.provider, "common": "p = \"dev\"\n"]
    #expect(try await ask(variables.merging(["terraform.tfvars": "p = \"dev\"\n"]) { $1 }) == Self.missing)
    for name in ["terraform.tfvars", "x.auto.tfvars"] {
      let seen = try await ask(variables, links: [name: "common"])
      #expect(seen.hasPrefix("3: keyless: `\(name)` is a symbolic link"), "\(seen)")
    }
    #expect(try await ask(variables, links: ["other.tfvars": "common"]) == "no token")
    let modules = ["m.tf": "module \"m\" {\n  source = \"./mod\"\n}\n", "mod/a.tf": "", "x": Self.provider]
    let seen = try await ask(modules, links: ["mod/main.tf": "../x"])
    #expect(seen.hasPrefix("3: keyless: `mod/main.tf` is a symbolic link"), "\(seen)")
  }

  @Test
  func `a file beside the configuration is found on a described machine, and one elsewhere is not known`() async throws
  {
    let provider = Self.provider.replacing("var.p", with: "\"dev\"\n  shared_config_files = [\"FILE\"]")
    let keys = "[profile dev]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = example\n"
    let files = ["c": keys, "m.tf": provider.replacing("FILE", with: "./c")]
    #expect(try await ask(files) == "profile-static")
    #expect(try await ask(["m.tf": provider.replacing("FILE", with: "../variables.json")]) == "unknown")
    #expect(try await ask(["m.tf": files["m.tf"]!, "d": keys], links: ["c": "d"]) == "unknown")
  }

  @Test
  func `a folder that signs in to a stand-in alone has nothing to say, and one beside it has`() async throws {
    let local = "provider \"aws\" {\n  profile = \"dev\"\n  endpoints {\n    sts = \"http://localhost:4566\"\n  }\n}\n"
    let seen = try await ask(["m.tf": local])
    #expect(seen.hasPrefix("2: keyless: ") && seen.contains("a stand-in for AWS"), "\(seen)")
    #expect(try await ask(["m.tf": local], ["--tool", "boto3"]) == Self.noFile)
    let all = try await ask(["m.tf": local], ["--all"])
    #expect(all.contains(Self.noFile + "; "), "\(all)")
    #expect(try await ask(["m.tofu.json": "{\"provider\": {\"aws\": {\"profile\": \"dev\"}}}"]).contains(Self.missing))
    let second = "provider \"aws\" {\n  alias = \"b\"\n  profile = \"dev\"\n}\n"
    let pins = "terraform {\n  required_providers {\n    aws = \"~> 5.0\"\n  }\n}\n"
    #expect(try await ask(["m.tf": local + second + pins]) == Self.missing)
  }

  /// Every place as whoever runs it writes it, from the folder they are in.
  @Test
  func `places begin in the folder one is in, whatever they stand in`() async throws {
    try await Scratch.use { scratch in
      let keys = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = example\n"
      let provider = Self.provider.replacing("var.p", with: "\"dev\"\n  shared_config_files = [\"conf\"]")
      try scratch.write(provider, to: "infra/m.tf")
      try scratch.write("[profile dev]\n" + keys, to: "infra/conf")
      try scratch.write("[default]\n" + keys, to: "conf")
      try scratch.write("{\"HOME\": \"/none\"}", to: "job.json")
      try scratch.write("", to: "root/empty")
      for described in [[], ["--env-file", "job.json", "--root", "root"]] {
        for directory in ["infra", "./infra", "infra/"] {
          let run = try await Binary.run(
            ["chain", "--dir", directory] + described,
            environment: ["HOME": "/none"],
            folder: scratch.url
          )
          #expect(
            run.output.contains("from profile `dev` in infra/conf:2\n"),
            "\(directory): \(run.output)\(run.errors)"
          )
          #expect(run.output.contains("named by `profile` at infra/m.tf:5\n"), "\(directory): \(run.output)")
        }
      }
      let other = try await Binary.run(
        ["chain", "--dir", "infra", "--tool", "aws-cli-v2"],
        environment: ["HOME": "/none", "AWS_CONFIG_FILE": "conf"],
        folder: scratch.url
      )
      #expect(other.output.contains("from profile `default` in conf:2\n"), "\(other.output)\(other.errors)")
    }
  }

  @Test
  func `what editors leave is passed over as Terraform does`() async throws {
    #expect(try await ask(["m.tf": Self.provider], links: [".#m.tf": "me@host.1:2"]) == "no token")
    let seen = try await ask(["m.tf": Self.provider], links: ["n.tf": "me@host.1:2"])
    #expect(seen.hasPrefix("3: keyless: `n.tf` is a symbolic link"), "\(seen)")
  }

  @Test
  func `a provider that is not written is answered beside those with an alias, where something uses it`() async throws {
    let alias = "provider \"aws\" {\n  alias = \"us\"\n  profile = \"dev\"\n}\n"
    let pins = "terraform {\n  required_providers {\n    aws = \"~> 5.0\"\n  }\n}\n"
    let bucket = "resource \"aws_s3_bucket\" \"b\" {\n  PROVIDER\n}\n"
    let plain = pins + alias + bucket.replacing("PROVIDER", with: "")
    #expect(try await ask(["m.tf": plain]) == "no token; " + Self.missing)
    let own = pins + alias + bucket.replacing("PROVIDER", with: "provider = aws.us")
    #expect(try await ask(["m.tf": own]) == Self.missing)
    // The provider that a call hands down is no unwritten one.
    let call = "module \"m\" {\n  source = \"./mod\"\n  providers = {\n    aws = aws.us\n  }\n}\n"
    let inside = bucket.replacing("PROVIDER", with: "")
    #expect(try await ask(["m.tf": pins + alias + call, "mod/a.tf": inside]) == Self.missing)
    let down = call.replacing("aws = aws.us", with: "")
    #expect(try await ask(["m.tf": pins + alias + down, "mod/a.tf": inside]) == "no token; " + Self.missing)
    // What nothing refers to asks for it too.
    let secret = "ephemeral \"aws_secretsmanager_random_password\" \"p\" {\n}\n"
    #expect(try await ask(["m.tf": pins + alias + secret]) == "no token; " + Self.missing)
    let check = "check \"c\" {\n  data \"aws_caller_identity\" \"me\" {\n  }\n}\n"
    #expect(try await ask(["m.tf": pins + alias + check]) == "no token; " + Self.missing)
  }

  @Test
  func `a module that is not here may use the provider that is not written`() async throws {
    let alias = "provider \"aws\" {\n  alias = \"us\"\n  profile = \"dev\"\n}\n"
    let pins = "terraform {\n  required_providers {\n    aws = \"~> 5.0\"\n  }\n}\n"
    let call = "module \"vpc\" {\n  source = \"terraform-aws-modules/vpc/aws\"\n  PROVIDERS\n}\n"
    let plain = call.replacing("PROVIDERS", with: "")
    #expect(try await ask(["m.tf": pins + plain]) == "no token")
    #expect(try await ask(["m.tf": pins + alias + plain]) == "no token; " + Self.missing)
    let handed = call.replacing("PROVIDERS", with: "providers = {\n    aws = aws.us\n  }")
    #expect(try await ask(["m.tf": pins + alias + handed]) == Self.missing)
    let old = pins.replacing("~> 5.0", with: "~> 2.0")
    let seen = try await ask(["m.tf": old + plain])
    #expect(seen.hasPrefix("3: keyless: the provider `aws` runs with a version whose credential chain"), "\(seen)")
  }

  /// An absolute path of the described machine may begin as the folder does, and lies on the other machine all the same.
  @Test(arguments: [true, false])
  func `the files of this machine are not read for a described one`(isDescribed: Bool) async throws {
    try await Scratch.use { scratch in
      let home = scratch.url.path + "/home"
      let profile = "[default]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = example\n"
      let pins = "terraform {\n  required_providers {\n    aws = \"~> 5.0\"\n  }\n}\n"
      try scratch.write(pins + "provider \"aws\" {}\n", to: "home/m.tf")
      try scratch.write(profile, to: "home/.aws/credentials")
      try scratch.write("{\"HOME\": \"\(home)\", \"AWS_EC2_METADATA_DISABLED\": \"true\"}", to: "job.json")
      try scratch.write("", to: "root/empty")
      if isDescribed {
        try scratch.write(
          profile.replacing("AKIAIOSFODNN7EXAMPLE", with: "AKIADESCRIBED7EXAMPL"),
          to: "root" + home + "/.aws/credentials"
        )
      }
      // However the path is spelled.
      try scratch.write(
        "{\"HOME\": \"\(home)/.\", \"AWS_EC2_METADATA_DISABLED\": \"true\"}",
        to: "odd.json"
      )
      for (directory, job) in [(home, "job.json"), (home + "/", "job.json"), ("home", "job.json"), (home, "odd.json")] {
        let run = try await Binary.run(
          ["chain", "--dir", directory, "--env-file", job, "--root", "root"],
          environment: ["HOME": "/none"],
          folder: scratch.url
        )
        #expect(!run.output.contains("AKIAIOSFODNN7EXAMPLE"), "\(directory): \(run.output)\(run.errors)")
        #expect(run.output.contains("AKIADESCRIBED7EXAMPL") == isDescribed, "\(directory): \(run.output)\(run.errors)")
        #expect(run.output.contains("provider 5: profile-static") == isDescribed, "\(directory): \(run.output)")
      }
    }
  }

  @Test
  func `a place in an absolute folder is written as it is`() async throws {
    try await Scratch.use { scratch in
      let keys = "aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = example\n"
      let provider = Self.provider.replacing("var.p", with: "\"dev\"\n  shared_config_files = [\"conf\"]")
      try scratch.write(provider, to: "infra/m.tf")
      try scratch.write("[profile dev]\n" + keys, to: "infra/conf")
      try scratch.write("{\"HOME\": \"/none\"}", to: "job.json")
      try scratch.write("", to: "root/empty")
      let infra = scratch.url.path + "/infra"
      let run = try await Binary.run(
        ["chain", "--dir", infra, "--env-file", "job.json", "--root", "root"],
        environment: ["HOME": "/none"],
        folder: scratch.url
      )
      #expect(run.output.contains("from profile `dev` in \(infra)/conf:2\n"), "\(run.output)\(run.errors)")
      #expect(run.output.contains("named by `profile` at \(infra)/m.tf:5\n"), "\(run.output)")
      try scratch.write(provider.replacing("\"conf\"", with: "\"../x\""), to: "infra/m.tf")
      let out = try await Binary.run(
        ["chain", "--dir", infra, "--env-file", "job.json", "--root", "root"],
        environment: ["HOME": "/none"],
        folder: scratch.url
      )
      #expect(out.output.contains("`\(infra)/./../x` leads out of the folder"), "\(out.output)\(out.errors)")
    }
  }

  @Test
  func `a token that is a folder is an error on a described machine too`() async throws {
    let provider =
      "provider \"aws\" {\n  assume_role_with_web_identity {\n    role_arn = \"arn:aws:iam::123456789012:role/x\"\n    session_name = \"abc\"\n    web_identity_token_file = \"tok\"\n  }\n}\n"
    let pins = "terraform {\n  required_providers {\n    aws = \"~> 5.0\"\n  }\n}\n"
    let seen = try await ask(["m.tf": pins + provider, "tok/x": ""])
    #expect(seen.contains("tok: is a directory"), "\(seen)")
    #expect(try await ask(["m.tf": pins + provider, "tok": "a.b.c"]) == "web-identity-block")
  }

  @Test
  func `the state of others is unknown where a part of its configuration is, and answered where all is known`()
    async throws
  {
    func state(_ config: String, _ backend: String = "\"s3\"", _ type: String = "map(string)") -> String {
      """
      terraform {
        required_version = "~> 1.11"
      }
      variable "v" {
        type = \(type)
      }
      data "terraform_remote_state" "n" {
        backend = \(backend)
        config = \(config)
      }

      """
    }
    let key = "bucket = \"b\", key = \"k\""
    for config in [
      "var.v", "merge({ \(key) }, var.v)", "{ for k, v in var.v : k => v }", "module.m.v",
      "{ \(key), assume_role = var.v }", "{ \(key), assume_role_with_web_identity = var.v }",
      "{ \(key), (var.v.name) = \"dev\" }",
    ] {
      let call = config == "module.m.v" ? "module \"m\" {\n  source = \"git::https://x/y.git\"\n}\n" : ""
      #expect(try await ask(["m.tf": state(config) + call]) == "unknown", "\(config)")
    }
    // What stands behind the unknown part says nothing of what it may say beside.
    #expect(try await ask(["m.tf": state("merge(var.v, { \(key), profile = \"dev\" })")]) == "unknown")
    #expect(try await ask(["m.tf": state("{ \(key) }")]) == "no token")
    let merged = state("merge({ \(key) }, var.v)")
    #expect(try await ask(["m.tf": merged, "terraform.tfvars": "v = {}\n"]) == "no token")
    let named = try await ask(["m.tf": merged, "terraform.tfvars": "v = { profile = \"dev\" }\n"])
    #expect(named.hasSuffix(Self.missing), "\(named)")
    // Of another backend nothing is asked, and of one that nobody knows it is not known.
    let profile = state("{ \(key), profile = \"dev\" }", "var.v", "string")
    #expect(try await ask(["m.tf": profile]) == "unknown")
    let table = try await ask(["m.tf": profile, "terraform.tfvars": "v = \"gcs\"\n"])
    #expect(table.contains("; ") && table != "unknown", "\(table)")
    let known = try await ask(["m.tf": profile, "terraform.tfvars": "v = \"s3\"\n"])
    #expect(known.hasSuffix(Self.missing), "\(known)")
  }

  @Test
  func `whether a dynamic block of web identity is there is not known without its collection`() async throws {
    let provider = """
      terraform {
        required_providers {
          aws = "~> 5.0"
        }
      }
      variable "v" {
        type = list(string)
      }
      provider "aws" {
        dynamic "assume_role_with_web_identity" {
          for_each = var.v
          content {
            role_arn                = "arn:aws:iam::123456789012:role/own"
            web_identity_token_file = "tok"
          }
        }
      }

      """
    #expect(try await ask(["m.tf": provider, "tok": "a.b.c"]) == "unknown")
    let none = try await ask(["m.tf": provider, "tok": "a.b.c", "terraform.tfvars": "v = []\n"])
    #expect(none == "no token")
    let one = try await ask(["m.tf": provider, "tok": "a.b.c", "terraform.tfvars": "v = [\"a\"]\n"])
    #expect(one == "web-identity-block")
  }
}
