import KeylessFindings
import KeylessHCL
import KeylessSource
import KeylessTerraform

/// The next caller of the module passes `repo:*`, or an empty list that drops the subject altogether.
enum UnvalidatedTrustVariableRule {
  static let rule = Rule(description, .terraform(findings))

  private static let description = RuleDescription(
    "KL309",
    "unvalidated-trust-variable",
    "a trust policy that is built from a variable without `validation`",
    .low,
    .open
  )

  private static func findings(_ subject: TerraformSubject) -> [Finding] {
    subject.modules.flatMap { module in
      module.resources(.managed, type: "aws_iam_role").flatMap { role -> [Finding] in
        guard let policy = role.argument("assume_role_policy") else { return [] }
        let names = TrustVariables.names(in: policy, of: module)
        return module.folder.variables.filter { names.contains($0.name) && isLoose($0) }.map { variable in
          Finding(
            description,
            .low,
            .open,
            "`var.\(variable.name)` goes into the conditions of a trust policy, and any value of it is taken",
            at: .init(variable.head, "no `validation`"),
            related: [.init(role.head, "the role it opens")],
            help: "add a `validation` block that takes exact values only, and no empty list",
            subject: "var.\(variable.name)",
            cause: "no validation"
          )
        }
      }
    }
  }

  private static func isLoose(_ variable: TerraformDeclaration) -> Bool {
    guard variable.body.blocks("validation").isEmpty else { return false }
    let type = variable.body.attribute("type")?.value.source
    return type != "bool" && type != "number"
  }
}
