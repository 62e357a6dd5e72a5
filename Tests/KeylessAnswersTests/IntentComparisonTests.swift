import KeylessAnswers
import KeylessPolicy
import Testing

@Suite("an account beside its intent")
struct IntentComparisonTests {
  private static let intent = """
    version: 1
    account: "111122223333"
    region: eu-west-1
    platform: PLATFORM
    owner: acme
    roles:
      deploy:
        admits:
          - name: main
            project: acme/shop
            branches: [main]
        policies:
          managed:
            - arn:aws:iam::aws:policy/ReadOnlyAccess

    """

  private static let github = "token.actions.githubusercontent.com"

  /// A statement about a provider; `@:` begins the keys of its issuer.
  private static func statement(
    _ issuer: String,
    _ condition: String,
    account: String = "111122223333",
    effect: String = "Allow"
  ) -> String {
    """
    {"Effect":"\(effect)","Principal":{"Federated":"arn:aws:iam::\(account):oidc-provider/\(issuer)"},\
    "Action":"sts:AssumeRoleWithWebIdentity","Condition":\(condition.replacing("@:", with: issuer + ":"))}
    """
  }

  private static let gitlabTight = statement(
    "gitlab.com",
    #"{"StringEquals":{"@:sub":"project_path:acme/shop:ref_type:branch:ref:main"}}"#
  )
  private static let githubTight = statement(
    github,
    // Without the repository a colleague's own subject could spell what stands behind the first `*`.
    #"{"StringEquals":{"@:repository":"acme/shop"},"StringLike":{"@:sub":["repo:acme/shop:ref:refs/heads/main","repo:acme@*/shop@*:ref:refs/heads/main"]}}"#
  )

  private static func answer(
    _ statements: [String],
    platform: String = "gitlab",
    name: String = "deploy",
    resourceControl: [PolicyDocument] = []
  ) throws -> IntentComparison.Answer? {
    let comparison = try IntentComparison(
      file: "keyless.yaml",
      bytes: Array(intent.replacing("PLATFORM", with: platform).utf8),
      resourceControl: resourceControl
    )
    let role = """
      {"RoleName":"\(name)","Arn":"arn:aws:iam::111122223333:role/\(name)","AssumeRolePolicyDocument":\
      {"Version":"2012-10-17","Statement":[\(statements.joined(separator: ","))]}}
      """
    let entry = try #require(try AccountDump.read(Array(role.utf8), file: "role.json").roles.first)
    return try comparison.answer(entry)
  }

  @Test("a role that lets in what the intent says, and nobody else, is as intended")
  func exact() throws {
    for (statement, platform) in [(Self.gitlabTight, "gitlab"), (Self.githubTight, "github")] {
      let answer = try #require(try Self.answer([statement], platform: platform))
      #expect(answer.isAsIntended, "\(answer.text)")
      #expect(answer.text.contains("lets in exactly what the intent says"))
    }
  }

  @Test(
    "whoever else a statement lets in is named",
    arguments: [
      (statement(github, #"{"StringLike":{"@:sub":"repo:*"}}"#), "pipelines of GitHub Actions by the provider"),
      (statement("ci.example.org", "{}"), "tokens of https://ci.example.org, for which no platform is known"),
      (#"{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}"#, "everyone (`*`)"),
      (#"{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"sts:*"}"#, "AWS `444455556666`"),
      (
        #"{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}"#,
        "ec2.amazonaws.com"
      ),
      (
        #"{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::111122223333:saml-provider/idp"},"Action":"sts:AssumeRoleWithSAML"}"#,
        "saml-provider/idp"
      ),
      (#"{"Effect":"Allow","NotPrincipal":{"AWS":"444455556666"},"Action":"sts:AssumeRole"}"#, "everybody but"),
      (statement("gitlab.com", "{}"), "sub project_path:"),
      (statement("gitlab.com", #"{"StringLike":{"@:sub":"project_path:acme/shop:*"}}"#), "sub project_path:acme/shop:"),
    ]
  )
  func others(statement: String, words: String) throws {
    let answer = try #require(try Self.answer([Self.gitlabTight, statement]))
    #expect(!answer.isAsIntended)
    #expect(answer.text.contains("gets in and should not"))
    #expect(answer.text.contains(words), "\(answer.text)")
    #expect(!answer.text.contains("exactly"))
  }

  @Test("a principal that a `Deny` shuts out wholly lets in nobody")
  func denied() throws {
    let other = #"{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:role/x"},"Action":"sts:AssumeRole"}"#
    let deny = #"{"Effect":"Deny","Principal":{"AWS":"arn:aws:iam::444455556666:role/x"},"Action":"sts:*"}"#
    #expect(try #require(try Self.answer([Self.gitlabTight, other, deny])).isAsIntended)
    #expect(try #require(try Self.answer([Self.gitlabTight, other])).isAsIntended == false)
  }

  @Test("an action that gives no session, and a statement of the same provider, are nobody else")
  func harmless() throws {
    let tags = #"{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"sts:TagSession"}"#
    #expect(try #require(try Self.answer([Self.gitlabTight, tags, Self.gitlabTight])).isAsIntended)
  }

  @Test("only the provider of the role's own account counts, wherever another one stands")
  func accounts() throws {
    let foreign = Self.gitlabTight.replacing("111122223333", with: "999922223333")
    let open = try #require(try Self.answer([foreign, Self.statement("gitlab.com", "{}")]))
    #expect(open.text.contains("gets in and should not   sub project_path:"), "\(open.text)")
    #expect(open.text.contains("arn:aws:iam::999922223333:oidc-provider/gitlab.com"))
    let shut = try #require(try Self.answer([foreign]))
    #expect(shut.text.contains("should get in and cannot"))
  }

  @Test("a stranger with a custom subject gets in and should not")
  func templates() throws {
    for subject in ["environment:production", "actor:alice"] {
      let other = Self.statement(Self.github, #"{"StringEquals":{"@:sub":"\#(subject)"}}"#)
      let answer = try #require(try Self.answer([Self.githubTight, other], platform: "github"))
      #expect(answer.text.contains("gets in and should not   sub \(subject)"), "\(answer.text)")
    }
    // A custom subject of the owner's own project is one that its owner has not set.
    let own = Self.statement(Self.github, #"{"StringEquals":{"@:sub":"repo:acme/shop:actor:alice"}}"#)
    #expect(try #require(try Self.answer([Self.githubTight, own], platform: "github")).isAsIntended)
  }

  @Test("a session name is the caller's choice: it keeps out nobody, and lets in nobody else")
  func sessionName() throws {
    let named = Self.gitlabTight.replacing(
      #""Condition":{"#,
      with: #""Condition":{"StringLike":{"sts:RoleSessionName":"ci-*"},"#
    )
    #expect(try #require(try Self.answer([named])).isAsIntended)
    let open = Self.statement("gitlab.com", #"{"StringLike":{"sts:RoleSessionName":"ci-*"}}"#)
    #expect(try #require(try Self.answer([Self.gitlabTight, open])).text.contains("gets in and should not"))
    // Nobody can choose a name that there is not.
    let impossible = named.replacing("ci-*", with: "?")
    #expect(try #require(try Self.answer([impossible])).text.contains("should get in and cannot"))
  }

  @Test("a role that trusts the issuer and is not in the intent is said, and one that does not is not")
  func rogue() throws {
    let answer = try #require(try Self.answer([Self.gitlabTight], name: "rogue"))
    #expect(!answer.isAsIntended)
    #expect(
      answer.text
        == "role arn:aws:iam::111122223333:role/rogue\n  is in the account and not in the intent: it trusts https://gitlab.com\n"
    )
    let other = #"{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}"#
    #expect(try Self.answer([other], name: "rogue") == nil)
  }

  @Test("a resource control policy takes from both sides")
  func resourceControl() throws {
    func control(_ effect: String) throws -> PolicyDocument {
      let text =
        #"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Effect":"Deny","Principal":"*","Action":"\#(effect)","Resource":"*"}]}"#
      return try PolicyDocument.parse(bytes: Array(text.utf8), file: "rcp.json", kind: .resourceControl)
    }
    let shut = try #require(
      try Self.answer([Self.gitlabTight], resourceControl: [control("sts:AssumeRoleWithWebIdentity")])
    )
    #expect(shut.text.contains("should get in and cannot"))
    #expect(try #require(try Self.answer([Self.gitlabTight], resourceControl: [control("s3:*")])).isAsIntended)
  }
}
