import KeylessRehearsal
import Testing

@Suite("the environment of a rehearsed job")
struct JobEnvironmentTests {
  static let job = JobEnvironment(
    home: "/tmp/job/home",
    temporaryDirectory: "/tmp/job/tmp",
    tokenFile: "/tmp/job/token",
    roleARN: "arn:aws:iam::111122223333:role/deploy",
    sessionName: "rehearsal-main",
    region: "eu-west-1",
    endpoint: "http://127.0.0.1:4000",
    platformVariables: ["CI": "true", "GITLAB_CI": "true", "CI_COMMIT_TAG": ""]
  )

  static let handshake = [
    "HOME": "/tmp/job/home", "TMPDIR": "/tmp/job/tmp", "AWS_WEB_IDENTITY_TOKEN_FILE": "/tmp/job/token",
    "AWS_ROLE_ARN": "arn:aws:iam::111122223333:role/deploy", "AWS_ROLE_SESSION_NAME": "rehearsal-main",
    "AWS_REGION": "eu-west-1", "AWS_DEFAULT_REGION": "eu-west-1", "AWS_ENDPOINT_URL_STS": "http://127.0.0.1:4000",
    "AWS_ENDPOINT_URL_IAM": "http://127.0.0.1:4000", "AWS_ENDPOINT_URL_S3": "http://127.0.0.1:4000",
    "AWS_ENDPOINT_URL": "http://127.0.0.1:4000", "AWS_EC2_METADATA_DISABLED": "true", "CHECKPOINT_DISABLE": "1",
    "NO_PROXY": "127.0.0.1,localhost", "no_proxy": "127.0.0.1,localhost",
  ]
  static let platform = ["CI": "true", "GITLAB_CI": "true", "CI_COMMIT_TAG": ""]

  @Test("an empty outside gives the handshake's variables and the platform's, and nothing else")
  func bare() {
    #expect(Self.job.variables(from: [:], passing: []) == Self.handshake.merging(Self.platform) { $1 })
  }

  static let foreign = [
    "AWS_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_CONFIG_FILE",
    "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_ENDPOINT_URL_DYNAMODB", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "AWS_SDK_LOAD_CONFIG", "AWS_CA_BUNDLE",
    "ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "ACTIONS_RUNTIME_TOKEN", "CI_JOB_TOKEN",
    "CI_JOB_JWT_V2", "CI_REGISTRY_PASSWORD", "TF_VAR_password", "TF_TOKEN_app_terraform_io", "TF_LOG", "TF_CLI_ARGS",
    "GITHUB_TOKEN", "GITLAB_TOKEN", "GOOGLE_APPLICATION_CREDENTIALS", "VAULT_TOKEN", "HTTP_PROXY", "https_proxy",
    "LD_PRELOAD", "PYTHONPATH", "BASH_ENV", "SSH_AUTH_SOCK", "USER", "XDG_CONFIG_HOME", "path", "Path", "LCX", "",
  ]

  @Test("no variable of whoever rehearses reaches the job", arguments: foreign)
  func scrubbed(name: String) {
    let variables = Self.job.variables(from: [name: "outside"], passing: [])
    #expect(variables[name] == nil)
    #expect(!variables.values.contains("outside"))
    #expect(variables == Self.job.variables(from: [:], passing: []))
  }

  @Test("a variable that is passed by name reaches it", arguments: ["AWS_PROFILE", "TF_VAR_password", "GITHUB_TOKEN"])
  func passed(name: String) {
    let variables = Self.job.variables(from: [name: "outside", name + "_2": "outside"], passing: [name, "UNSET"])
    #expect(variables[name] == "outside")
    #expect(variables[name + "_2"] == nil)
    #expect(variables["UNSET"] == nil)
  }

  @Test(
    "what a command needs to run stays",
    arguments: ["PATH", "TERM", "LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR"]
  )
  func inherited(name: String) {
    #expect(Self.job.variables(from: [name: "outside"], passing: [])[name] == "outside")
  }

  @Test("the handshake's variables win, also over what is passed", arguments: handshake.keys.sorted())
  func wins(name: String) {
    let variables = Self.job.variables(from: [name: "outside"], passing: [name])
    #expect(variables[name] == Self.handshake[name])
  }

  @Test(
    "nothing that is passed points a client away from this machine",
    arguments: [
      "AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_LAMBDA", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    ]
  )
  func aimed(name: String) {
    #expect(Self.job.variables(from: [name: "https://elsewhere.example"], passing: [name])[name] == nil)
  }

  @Test("the platform's variables give way to what is passed, but not to an empty one")
  func platformVariables() {
    let passed = Self.job.variables(from: ["CI": "yes", "GITLAB_CI": ""], passing: ["CI", "GITLAB_CI"])
    #expect(passed["CI"] == "yes")
    #expect(passed["GITLAB_CI"] == "true")
    #expect(Self.job.variables(from: ["CI": "yes"], passing: [])["CI"] == "true")
  }
}
