import KeylessPolicy

/// What tokens and requests of the tests say, so that conditions meet and nearly meet.
enum Vocabulary {
  /// By component; what another platform's component of that name cannot be is dropped there.
  static let texts: [String: [String]] = [
    "project_path": ["acme/infra", "acme/infra-x", "Acme/infra", "acme/a/infra", "evil/infra", "acme/web", "a/b"],
    "ref": [
      "main", "release/1", "release/2.0", "Main", "m", "feature/x", "v1", "é", "refs/heads/main",
      "refs/heads/release/1", "refs/tags/v1", "refs/pull/7/merge",
    ],
    "project_id": ["4711", "471", "5000", "1"], "namespace_id": ["815", "8", "816"], "user_id": ["1", "77"],
    "user_login": ["ann", "bobs", "Ann"], "user_email": ["ann@x.org", "bob@x.org"],
    "user_access_level": ["developer", "maintainer", "owner"], "ref_protected": ["true", "false"],
    "pipeline_source": ["push", "web", "merge_request_event", "schedule"],
    "owner": ["acme", "Acme", "acme-evil", "evil", "a"], "name": ["api", "api-x", "web", "infra", "A"],
    "environment": ["production", "prod:eu", "prod%3Aeu", "p", "staging"],
    "repository_id": ["4711", "471", "9"], "repository_owner_id": ["815", "8"], "actor": ["ann", "bobs"],
    "actor_id": ["1", "77"], "workflow": ["deploy", "test"], "enterprise_id": ["5", "55"],
    "job_workflow_ref": [
      "acme/wf/.github/workflows/d.yml@refs/heads/main", "evil/wf/.github/workflows/d.yml@refs/tags/v1",
    ],
    "organization_slug": ["acme", "evil", "acme-x"], "pipeline_slug": ["api", "web"],
    "build_branch": ["main", "release/1", "m"], "build_tag": ["v1", "v10"], "build_commit": ["abc", "abcd"],
    "step_key": ["deploy", "d"], "namespace": ["default", "ci", "ci-x"], "service_account": ["runner", "run.er"],
    "aud": ["sts.amazonaws.com", "other", "aud1", "true"], "sts:RoleSessionName": ["job1", "ann"],
    "aws:SourceIp": ["10.0.0.1", "10.0.1.7", "10.0.0.255", "2001:db8::1", "fe80::1", "10.0.0.0"],
    "time": ["2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "1767225600", "2026-06-01T02:00:00+02:00"],
    "aws:UserAgent": ["arn:aws:iam::1:role/a", "arn:aws:s3:::x", "YWJj", "cli/2", "12", "true", ""],
    "aws:Referer": ["arn:aws:iam::1:role/a/b", "https://x", "QUJD", "false", "Ünï"],
    "aws:SourceVpc": ["vpc-1", "vpc-12"],
    "action": ["s3:getobject", "s3:putobject", "iam:passrole", "s3:g"],
    "resource": ["arn:aws:s3:::data/a", "arn:aws:s3:::data/ab/secret", "arn:aws:s3:::other", "arn:aws:s3:::data"],
    "ex:Text": ["red", "Red", "redder", "r", "", "é"], "ex:Flag": ["true", "false", "TRUE", "yes"],
    "ex:Tags": ["red", "blue", "b", "Blue"], "ex:Count": ["10", "9", "10.0", "-1", "1e1", "ten", "11"],
    "ex:When": ["2026-01-01T00:00:00Z", "1767225600", "2026-01-01", "then", "2025-12-31T23:59:59.5Z"],
    "ex:Address": ["10.0.0.1", "10.0.0.0/24", "10.0.1.1", "::1", "here"],
    "ex:ARN": ["arn:aws:iam::1:role/a", "arn:aws:iam::1:role/a:b", "arn:aws:iam:", "arn::iam:::"],
    "ex:Blob": ["YWJj", "YWI=", "YQ==", "YWJ", "", "YWJjZGVm"],
  ]

  private static func probe(_ comparison: ConditionOperator, _ key: String, _ value: String) -> DrawnPolicy.Condition {
    DrawnPolicy.Condition(test: ConditionTest(comparison), key: key, values: [value])
  }

  /// One condition per key, which makes a draft's forms have them all.
  static func probes(_ arena: Arena) -> [DrawnPolicy.Condition] {
    if arena == .general {
      let texts = ["ex:Text", "ex:Tags", "ex:Flag", "ex:ARN", "ex:Blob"].map { probe(.stringLike, $0, "*") }
      return texts + [
        probe(.numericEquals, "ex:Count", "1"), probe(.dateEquals, "ex:When", "2026-01-01"),
        probe(.ipAddress, "ex:Address", "10.0.0.1"),
      ]
    }
    let texts = ["aws:UserAgent", "aws:Referer", "aws:SourceVpc", "aws:SecureTransport"]
    return texts.map { probe(.stringLike, $0, "*") } + [
      probe(.dateLessThan, "aws:CurrentTime", "2026-01-01"), probe(.dateLessThan, "aws:EpochTime", "2026-01-01"),
      probe(.ipAddress, "aws:SourceIp", "10.0.0.1"),
    ]
  }

  /// Keys that no request of the arena has.
  static func missingKeys(_ arena: Arena) -> [String] {
    let own = arena.prefix.map { ["\($0):iss", "\($0):environment_x"] } ?? []
    return own + (arena == .general ? ["ex:Nothing"] : ["aws:TagKeys", "aws:PrincipalTag/team", "sts:ExternalId"])
  }
}
