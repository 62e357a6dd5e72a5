import KeylessCIHalf
import KeylessFindings
import KeylessLint
import KeylessSource
import Testing

@Suite("What a sign-in comes to in the jobs that run it", .timeLimit(.minutes(30)))
struct SignInForecastTests {
  private static func findings(_ files: [String: String], _ rule: String) -> [Finding] {
    var tree = SourceTree()
    for (path, text) in files { tree[path] = Array(text.utf8) }
    var input = CheckInput(tree: tree)
    input.project = CIProject(path: "acme/api")
    return Check(input, rules: Rule.all.filter { $0.description.name == rule }).outcome().findings
  }

  private static func terraform(_ version: String, _ argument: String = "profile = \"dev\"") -> String {
    """
    terraform {
      required_providers {
        aws = { source = "hashicorp/aws", version = "\(version)" }
      }
    }
    provider "aws" {
      \(argument)
    }
    """
  }

  private static func workflow(_ runner: String, _ lines: String = "") -> String {
    """
    on: push
    jobs:
      deploy:
        runs-on: \(runner)
        permissions: {id-token: write}
        steps:
          - run: |
              \(lines)
              terraform -chdir=infra apply

    """
  }

  @Test(arguments: [("self-hosted", true), ("ubuntu-latest", false)])
  func `the role of the machine is spoken of only where there may be one`(_ runner: String, _ isSaid: Bool) throws {
    let files = [
      "infra/main.tf": Self.terraform("~> 3.70"), ".github/workflows/x.yml": Self.workflow(runner),
    ]
    let finding = try #require(Self.findings(files, "hardcoded-profile").first)
    let label = try #require(finding.related.first)
    #expect(label.span.file == ".github/workflows/x.yml")
    #expect(label.text.hasPrefix("provider 3 stops: `NoCredentialProviders"))
    #expect(label.text.contains("the role of the machine") == isSaid)
    #expect(finding.message.description.hasSuffix("so the job's token is not looked at"))
  }

  @Test(
    arguments: [
      ("${{ matrix.os }}", "[ubuntu-latest, self-hosted]", true), ("${{ matrix.os }}", "[ubuntu-latest]", false),
      ("ubuntu-latest", "[a, b]", false), ("{group: ours, labels: ubuntu-latest}", "[a]", true),
      ("[ubuntu-latest]", "[a]", false), ("ubuntu-big-custom", "[a]", true), ("${{ vars.RUNNER }}", "[a]", true),
    ]
  )
  func `a runner is the platform's where each combination asks for one of its images`(
    _ runner: String,
    _ systems: String,
    _ isOpen: Bool
  ) throws {
    let workflow = Self.workflow(runner)
      .replacing("    steps:", with: "    strategy: {matrix: {os: \(systems)}}\n    steps:")
    let files = ["infra/main.tf": Self.terraform("~> 3.70"), ".github/workflows/x.yml": workflow]
    let finding = try #require(Self.findings(files, "hardcoded-profile").first)
    #expect(finding.related.contains { $0.text.contains("the role of the machine") } == isOpen)
  }

  @Test
  func `where no job runs the folder, the versions are the place`() throws {
    let finding = try #require(Self.findings(["main.tf": Self.terraform("~> 5.0")], "hardcoded-profile").first)
    #expect(finding.related.map(\.span.file) == ["main.tf"])
    #expect(finding.message.description.hasSuffix("so a job that ran this would not look at its token"))
    #expect(finding.effect == .dead)
  }

  @Test
  func `no value that a job fills in is said`() throws {
    let secret = "c2VjcmV0LW9mLXRoaXMtdGVzdA"
    let set = "aws configure set --profile dev"
    let lines = "\(set) aws_access_key_id AKIA\(secret)\n          \(set) aws_secret_access_key \(secret)"
    let files = [
      "infra/main.tf": Self.terraform("~> 5.0"), ".github/workflows/x.yml": Self.workflow("ubuntu-latest", lines),
    ]
    let finding = try #require(Self.findings(files, "hardcoded-profile").first)
    #expect(finding.effect == .open)
    #expect(!"\(finding)".contains(secret))
  }

  @Test(arguments: ["fmt -check", "validate", "version", "plan -help", "get", "workspace show", "providers lock"])
  func `a command that asks AWS for nothing has no say`(_ command: String) throws {
    let workflow = Self.workflow("ubuntu-latest").replacing("apply", with: command)
    let files = ["infra/main.tf": Self.terraform("~> 5.0"), ".github/workflows/x.yml": workflow]
    let finding = try #require(Self.findings(files, "hardcoded-profile").first)
    #expect(finding.related.allSatisfy { $0.span.file == "infra/main.tf" })
  }

  /// Where the two sign-ins of a folder are forecast: at the job's command, or beside it where no command asks.
  private static func asked(_ command: String) -> (provider: Bool?, backend: Bool?) {
    let workflow = Self.workflow("ubuntu-latest").replacing("terraform -chdir=infra apply", with: command)
    let backend = "terraform {\n  backend \"s3\" {\n    profile = \"dev\"\n  }\n}\n"
    let text = "provider \"aws\" {\n  profile = \"dev\"\n}\n" + backend
    let found = Self.findings(["infra/main.tf": text, ".github/workflows/x.yml": workflow], "hardcoded-profile")
    let isAsked = { (title: String) -> Bool? in
      found.first { $0.subject.hasPrefix(title) }.map { $0.related.contains { $0.span.file.hasSuffix(".yml") } }
    }
    return (isAsked("provider"), isAsked("backend"))
  }

  @Test(
    arguments: [
      ("plan", true, true), ("apply", true, true), ("destroy", true, true), ("refresh", true, true),
      ("import a.b c", true, true), ("console", true, true), ("test", true, false), ("init", false, true),
      ("init -backend=false", false, false), ("init --backend=false", false, false), ("init --backend=0", false, false),
      ("init --backend=true", false, true), ("init -backend=false --backend=true", false, true),
      ("output", false, true), ("show", false, true),
      ("state list", false, true), ("workspace select x", false, true), ("force-unlock x", false, true),
      ("taint a.b", false, true), ("graph", false, true), ("providers", false, true), ("providers schema", false, true),
      ("validate", false, false), ("fmt", false, false), ("version", false, false), ("-version", false, false),
    ]
  )
  func `a command asks the providers, the backend, both or nobody`(_ command: String, _ provider: Bool, _ backend: Bool)
  {
    let asked = Self.asked("terraform -chdir=infra \(command)")
    #expect(asked.provider == provider && asked.backend == backend, "\(asked)")
  }

  @Test(arguments: [("terragrunt run-all plan", true, true), ("terragrunt validate", false, true)])
  func `terragrunt makes the backend ready first`(_ command: String, _ provider: Bool, _ backend: Bool) {
    let asked = Self.asked("cd infra; \(command)")
    #expect(asked.provider == provider && asked.backend == backend, "\(asked)")
  }

  @Test(
    arguments: [
      ("--working-dir . hcl fmt", false, false), ("--working-dir=. hcl fmt", false, false),
      ("--working-dir . plan", true, true), ("--working-dir=. plan", true, true),
      ("--terragrunt-working-dir . hclfmt", false, false), ("--terragrunt-working-dir . output", false, true),
      ("--config a.hcl find", false, false), ("--config a.hcl state list", false, true),
      ("--terragrunt-config a.hcl render-json", false, false), ("--terragrunt-config=a.hcl apply", true, true),
      ("--log-level debug list", false, false), ("--non-interactive list", false, false),
      ("--non-interactive apply", true, true), ("--source-update apply", true, true),
      ("render", false, false), ("catalog", false, false), ("scaffold x", false, false), ("info print", false, false),
      ("help", false, false), ("dag graph", false, false), ("graph plan", true, true), ("backend delete", false, true),
      ("run --all --config a.hcl -- plan", true, true), ("run -- fmt", false, false),
      ("run -- output -json", false, true),
      ("run --all fmt", false, false), ("run-all --terragrunt-parallelism 4 version", false, false),
      ("run-all --terragrunt-parallelism 4 apply", true, true), ("stack run apply", true, true),
      ("stack run --parallelism 4 -- fmt", false, false), ("stack output", false, true),
      ("stack generate", false, false), ("frobnicate", true, true),
    ]
  )
  func `terragrunt's own options and words stand before what it runs`(
    _ command: String,
    _ provider: Bool,
    _ backend: Bool
  ) {
    let asked = Self.asked("cd infra; terragrunt \(command)")
    #expect(asked.provider == provider && asked.backend == backend, "\(asked)")
  }

  private static let own = """
    mkdir -p ~/.aws
    cat > ~/.aws/config <<E
    [profile dev]
    role_arn = arn:aws:iam::123456789012:role/deploy
    web_identity_token_file = /tmp/token
    E
    terraform -chdir=infra apply
    """

  private static func gitLab(_ lines: [String]) -> [Finding] {
    let script = lines.map { "  - |\n    " + $0.replacing("\n", with: "\n    ") + "\n" }.joined()
    let files = ["infra/main.tf": Self.terraform("~> 5.0"), ".gitlab-ci.yml": "deploy:\n  script:\n\(script)"]
    return Self.findings(files, "hardcoded-profile")
  }

  @Test(arguments: ["cd \"$X\" && terraform apply", "terraform -chdir=$X apply", "terraform -chdir=\"$X/y\" output"])
  func `a command in a folder that is not known may run every root`(_ command: String) {
    #expect(Self.gitLab([Self.own, command]).count == 1)
    #expect(Self.gitLab([Self.own]).isEmpty)
    #expect(Self.gitLab([Self.own, command.replacing("$X", with: "other")]).isEmpty)
    #expect(Self.gitLab([Self.own, "cd \"$X\" && terraform fmt"]).isEmpty)
  }

  @Test(
    arguments: [
      ("terragrunt run-all apply", 1), ("terragrunt run --all -- apply", 1), ("terragrunt apply --all", 1),
      ("terragrunt stack run apply", 1), ("terragrunt apply-all", 1), ("terragrunt apply", 0),
      ("terragrunt run -- apply --all", 0), ("terragrunt run-all fmt", 0), ("cd other; terragrunt run-all apply", 1),
      ("cd inf; terragrunt apply", 0), ("cd other; terragrunt graph apply", 1),
      ("cd other; terragrunt run --graph -- apply", 1), ("cd other; terragrunt graph", 0),
      ("cd other; TG_ALL=true terragrunt run -- apply", 1), ("cd other; TG_LOG=true terragrunt run -- apply", 0),
      ("cd other; TERRAGRUNT_WORKING_DIR=.. terragrunt apply", 1), ("cd other; terragrunt apply --all=1", 1),
    ]
  )
  func `a command for many units may run every root`(_ command: String, _ count: Int) {
    #expect(Self.gitLab([Self.own, command]).count == count)
  }

  @Test
  func `a job that writes its profile and runs more than is followed is said to be unknown`() throws {
    func found(_ lines: [String]) -> [Finding] {
      let script = lines.map { "  - |\n    " + $0.replacing("\n", with: "\n    ") + "\n" }.joined()
      let job = "deploy:\n  variables: {AWS_PROFILE: dev}\n  id_tokens: {T: {aud: sts.amazonaws.com}}\n  script:\n"
      return Self.findings([".gitlab-ci.yml": job + script], "profile-variable")
    }
    func runs(_ count: Int, _ command: String) -> [String] { (0..<count).map { "AWS_REGION=r\($0) \(command)" } }
    #expect(found([Self.own] + runs(10, "aws s3 ls")).isEmpty)
    #expect(found([Self.own] + runs(40, "aws s3 ls")).map(\.effect) == [.unknown])
    // The same again, or what asks nobody, is nothing to follow.
    #expect(found([Self.own] + Array(repeating: "aws s3 ls", count: 40)).isEmpty)
    #expect(found([Self.own] + runs(40, "terraform fmt")).isEmpty)
    let key = "aws configure set aws_access_key_id AKIA --profile dev"
    let secret = "aws configure set aws_secret_access_key \"$S\" --profile dev"
    #expect(found(runs(40, "terraform fmt") + [key, secret, "aws s3 ls"]).map(\.effect) == [.open])
    // Each machine goes through what was written up to then, and the first is long.
    func long(_ size: Int) -> [String] {
      func write(_ text: String) -> String { "cat >> ~/.aws/config <<E\n# \(text)\nE\n" }
      let first = write(String(repeating: "a", count: size)) + String(repeating: write("b"), count: 40)
      return [first] + (0..<12).map { write("\($0)") + "aws s3 ls" }
    }
    #expect(found([Self.own] + long(10)).isEmpty)
    #expect(found([Self.own] + long(10_000)).map(\.effect) == [.unknown])
  }

  @Test
  func `more runs than are told apart are not taken for all of them`() {
    let runs = { (count: Int) in
      (0..<count).map { "AWS_REGION=r\($0) terraform -chdir=infra apply" }
    }
    #expect(Self.gitLab([Self.own] + runs(10)).isEmpty)
    #expect(Self.gitLab([Self.own] + runs(40)).count == 1)
  }

  @Test
  func `what is written too often is said to be unknown`() throws {
    let many = String(repeating: "echo >> ~/.aws/config\n", count: 100)
    let finding = try #require(Self.gitLab([Self.own.replacing("terraform", with: many + "terraform")]).first)
    #expect(finding.related.contains { $0.text.contains("too often to be followed") })
    let few = String(repeating: "echo >> ~/.aws/config\n", count: 10)
    #expect(Self.gitLab([Self.own.replacing("terraform", with: few + "terraform")]).isEmpty)
  }

  @Test
  func `the session of an action is not there before it`() {
    let action =
      "      - uses: aws-actions/configure-aws-credentials@v4\n"
      + "        with: {role-to-assume: 'arn:aws:iam::111122223333:role/r', aws-region: eu-west-1}\n"
    let run = "      - run: terraform -chdir=infra apply\n"
    let head = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    permissions: {id-token: write}\n    steps:\n"
    let found = { (steps: String) in
      let text = Self.terraform("~> 3.0", "shared_credentials_file = \"keys\"")
      return Self.findings(["infra/main.tf": text, ".github/workflows/x.yml": head + steps], "shared-credentials-file")
    }
    #expect(found(action + run).isEmpty)
    #expect(found(run + action).count == 1)
    #expect(found(run + action + run).count == 1)
  }

  @Test
  func `thousands of writes and of commands between them end`() {
    let lines = (0..<1400).map { "echo \"[profile p\($0)]\" >> ~/.aws/config\nterraform -chdir=infra plan\n" }.joined()
    #expect(Self.gitLab([lines]).count == 1)
    let whole = String(repeating: "cat >> ~/.aws/config <<E\n\(String(repeating: "a", count: 200))\nE\n", count: 500)
    #expect(Self.gitLab([whole + String(repeating: "terraform -chdir=infra plan\n", count: 1000)]).count == 1)
  }

  @Test
  func `a profile that many jobs share is said once, whatever the jobs before write`() {
    let writes = "aws configure set role_arn arn:aws:iam::111122223333:role/r --profile dev"
    let job = { (index: Int, line: String) in
      "j\(index):\n  id_tokens: {T: {aud: sts.amazonaws.com}}\n  script:\n  - \(line)\n  - terraform plan\n"
    }
    let own = (0..<150).map { job($0, writes) }.joined()
    let head = "variables: {AWS_PROFILE: dev}\n"
    let found = { Self.findings([".gitlab-ci.yml": head + $0], "profile-variable").map(\.subject) }
    #expect(found(own).isEmpty)
    #expect(found(own + job(150, "x") + job(151, "x")) == [".gitlab-ci.yml: j150"])
  }

  @Test
  func `many jobs and many providers are bounded, and say little`() throws {
    var jobs = ""
    for job in 0..<200 { jobs += "job\(job):\n  variables: {AWS_REGION: r\(job)}\n  script: [terraform apply]\n" }
    var providers = ""
    for index in 0..<50 { providers += "provider \"aws\" {\n  alias = \"p\(index)\"\n  profile = \"dev\"\n}\n" }
    let start = ContinuousClock.now
    let found = Self.findings([".gitlab-ci.yml": jobs, "main.tf": providers], "hardcoded-profile")
    print("fifty providers in two hundred jobs: \(ContinuousClock.now - start)")
    #expect(found.count == 50)
    #expect(found.allSatisfy { $0.related.count <= 4 && $0.effect == .dead })
  }

  private static func given(_ env: [String], _ terraform: String) -> [Finding] {
    var files = ["infra/main.tf": terraform]
    for (number, line) in env.enumerated() {
      files[".github/workflows/\(number).yml"] = "env: {\(line)}\n" + workflow("ubuntu-latest")
    }
    return findings(files, "hardcoded-profile")
  }

  private static let variable = "variable \"profile\" {\n  type = string\n  default = \"dev\"\n}\n"

  @Test
  func `a variable that every job gives nothing unsets its profile`() throws {
    let own = Self.terraform("~> 5.0", "profile = var.profile") + "\n" + Self.variable
    #expect(Self.given(["TF_VAR_profile: \"\""], own).isEmpty)
    #expect(Self.given(["TF_VAR_profile: \"\"", "TF_VAR_profile: ''"], own).isEmpty)
    for open in [
      ["A: b"], ["TF_VAR_other: \"\""], ["TF_VAR_profile: \"\"", "A: b"], ["TF_VAR_profile: ${{ vars.P }}"],
    ] {
      #expect(Self.given(open, own).count == 1, "\(open)")
    }
    let other = try #require(Self.given(["TF_VAR_profile: prod"], own).first)
    #expect(other.related.contains { $0.text.contains("failed to get shared config profile, prod") })
    // What a literal, a file of values or a module's own default says no job unsets.
    #expect(Self.given(["TF_VAR_profile: \"\""], Self.terraform("~> 5.0")).count == 1)
  }

  @Test(
    arguments: [
      ("-var profile=", 0), ("-var=profile=", 0), ("--var 'profile='", 0), ("-var \"profile=$P\"", 1),
      ("-var other=", 1),
      ("-var profile=dev", 1), ("-var-file=profile=", 1), ("-var profile=x -var profile=", 0), ("-var", 1),
    ]
  )
  func `a variable that the command itself is given counts for more than the environment's`(option: String, count: Int)
  {
    let files = [
      "infra/main.tf": Self.terraform("~> 5.0", "profile = var.profile") + "\n" + Self.variable,
      ".github/workflows/x.yml": "env: {TF_VAR_profile: prod}\n"
        + Self.workflow("ubuntu-latest").replacing("infra apply", with: "infra apply \(option)"),
    ]
    #expect(Self.findings(files, "hardcoded-profile").count == count)
  }

  @Test
  func `the variable of a module that is called is none of the job's`() {
    let call = "module \"m\" {\n  source = \"./m\"\nARGUMENT\n}\nvariable \"profile\" {\n  default = \"\"\n}\n"
    func count(_ argument: String) -> Int {
      let files = [
        "infra/main.tf": call.replacing("ARGUMENT", with: argument),
        "infra/m/main.tf": Self.terraform("~> 5.0", "profile = var.profile") + "\n" + Self.variable,
        ".github/workflows/x.yml": "env: {TF_VAR_profile: \"\"}\n" + Self.workflow("ubuntu-latest"),
      ]
      return Self.findings(files, "hardcoded-profile").count
    }
    #expect(count("") == 1)
    #expect(count("  profile = var.profile") == 0)
  }
}
