/// The environment of a rehearsed job: what its platform would give it, and nothing else.
///
/// It is an allow-list. A variable of the person who rehearses (`AWS_PROFILE`, a key, a CI token) would let the job authenticate in a
/// way it never could on its platform, and the rehearsal would prove the wrong thing.
package struct JobEnvironment: Sendable {
  /// Inherited because a command cannot run without them, or because they only say where Terraform keeps its plugins.
  package static let inherited: Set<String> = [
    "PATH", "TERM", "LANG", "LANGUAGE", "TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR",
  ]

  /// An absolute path that is deleted after the job.
  package var home: String
  package var temporaryDirectory: String
  package var tokenFile: String
  package var roleARN: String
  package var sessionName: String
  package var region: String
  /// The local AWS, `http://127.0.0.1:PORT`.
  package var endpoint: String
  /// What the platform itself sets in every job, such as `CI=true`.
  package var platformVariables: [String: String]
  /// Whether Terraform's backend must be told how to find a bucket here.
  package var keepsStateInS3: Bool
  /// Where a job on GitHub asks for its token, and the bearer token it asks with.
  package var tokenRequest: (url: String, token: String)?

  package init(
    home: String,
    temporaryDirectory: String,
    tokenFile: String,
    roleARN: String,
    sessionName: String,
    region: String,
    endpoint: String,
    platformVariables: [String: String],
    keepsStateInS3: Bool = false,
    tokenRequest: (url: String, token: String)? = nil
  ) {
    self.home = home
    self.temporaryDirectory = temporaryDirectory
    self.tokenFile = tokenFile
    self.roleARN = roleARN
    self.sessionName = sessionName
    self.region = region
    self.endpoint = endpoint
    self.platformVariables = platformVariables
    self.keepsStateInS3 = keepsStateInS3
    self.tokenRequest = tokenRequest
  }

  /// The variables of the job, given those of this process and the names that `--pass` lets through.
  ///
  /// The handshake's own variables win over everything, so that a passed variable can shadow the token but never
  /// point a client away from this machine.
  package func variables(from outside: [String: String], passing names: [String]) -> [String: String] {
    var variables = outside.filter { name, _ in
      Self.inherited.contains(name) || name.hasPrefix("LC_") || (names.contains(name) && !Self.isAimed(name))
    }
    variables.merge(platformVariables) { passed, platform in passed.isEmpty ? platform : passed }
    variables.merge(handshake) { _, handshake in handshake }
    return variables
  }

  /// Variables that would send a service's calls elsewhere, and with them whatever other credentials were passed.
  private static func isAimed(_ name: String) -> Bool {
    name.utf8.starts(with: "AWS_ENDPOINT_URL".utf8)
      || name.utf8.elementsEqual("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS".utf8)
  }

  private var handshake: [String: String] {
    var variables = Self.endpoints(endpoint, region: region)
    variables["HOME"] = home
    variables["TMPDIR"] = temporaryDirectory
    variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = tokenFile
    variables["AWS_ROLE_ARN"] = roleARN
    variables["AWS_ROLE_SESSION_NAME"] = sessionName
    if keepsStateInS3 { variables[StateBackend.variable] = StateBackend.pathStyle }
    if let tokenRequest {
      variables["ACTIONS_ID_TOKEN_REQUEST_URL"] = tokenRequest.url
      variables["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = tokenRequest.token
    }
    return variables
  }

  /// What points every tool at the local AWS and keeps it there.
  static func endpoints(_ endpoint: String, region: String) -> [String: String] {
    [
      "AWS_REGION": region,
      // boto3 and version 1 of the AWS CLI read only this one.
      "AWS_DEFAULT_REGION": region,
      "AWS_ENDPOINT_URL_STS": endpoint,
      "AWS_ENDPOINT_URL_IAM": endpoint,
      "AWS_ENDPOINT_URL_S3": endpoint,
      "AWS_ENDPOINT_URL": endpoint,
      "AWS_EC2_METADATA_DISABLED": "true",
      // A proxy that was passed in is not asked for this machine.
      "NO_PROXY": "127.0.0.1,localhost",
      "no_proxy": "127.0.0.1,localhost",
      // Terraform asks HashiCorp for newer versions otherwise; nothing of a rehearsal leaves this machine.
      "CHECKPOINT_DISABLE": "1",
    ]
  }
}
