import KeylessAWSHalf
import KeylessFindings
import KeylessSource
import KeylessTerraform

/// Nothing stops a run with the wrong identity from changing the wrong account.
enum NoAllowedAccountIDsRule {
  static let rule = Rule(description, .terraform(findings))

  private static let description = RuleDescription(
    "KL305",
    "no-allowed-account-ids",
    "a provider without `allowed_account_ids`",
    .low,
    .open
  )

  private static func findings(_ subject: TerraformSubject) -> [Finding] {
    subject.signIns.filter { $0.kind == .provider }.compactMap { provider in
      let setting = provider["allowed_account_ids"]
      if let setting, setting.value.list?.isEmpty != true { return nil }
      return Finding(
        description,
        .low,
        .open,
        "`\(provider.title)` takes any account, so a run with the wrong identity changes the wrong one",
        at: .init(
          setting?.span ?? provider.head,
          setting == nil ? "no `allowed_account_ids`" : "an empty list is none"
        ),
        help: "name the account it is for: `allowed_account_ids = [\"123456789012\"]`",
        subject: provider.title,
        cause: "no allowed_account_ids"
      )
    }
  }
}
