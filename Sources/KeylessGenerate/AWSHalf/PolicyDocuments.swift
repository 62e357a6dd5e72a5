import KeylessIntent
import KeylessSource

/// Writes the AWS half as plain JSON, for whoever has tools of their own: one file per document, and the calls that use them.
package enum PolicyDocuments {
  package static func tree(for half: AWSHalf) -> FileTree {
    var files = [
      FileTree.File("provider.json", provider(half).pretty + "\n"),
      FileTree.File("README.md", readme(half)),
    ]
    for role in half.roles {
      files.append(FileTree.File("roles/\(role.name)/role.json", settings(role).pretty + "\n"))
      files.append(FileTree.File("roles/\(role.name)/trust.json", role.trustPolicy.pretty + "\n"))
      files += role.inlinePolicies.map { policy in
        FileTree.File("roles/\(role.name)/permissions/\(policy.name).json", policy.document.pretty + "\n")
      }
    }
    return FileTree(files)
  }

  /// The input of `aws iam create-open-id-connect-provider --cli-input-json`.
  private static func provider(_ half: AWSHalf) -> JSON {
    [
      "Url": .string(half.provider.url), "ClientIDList": .array(half.provider.clientIDs.map(JSON.string)),
      "Tags": tags(half.provider.tags),
    ]
  }

  /// The input of `aws iam create-role --cli-input-json`, but for the trust policy, which stands in a file of its own.
  private static func settings(_ role: AWSHalf.Role) -> JSON {
    var members = [JSON.Member("RoleName", .string(role.name)), JSON.Member("Path", .string(role.path))]
    if let description = role.description { members.append(.init("Description", .string(description))) }
    members.append(.init("MaxSessionDuration", .integer(role.maxSessionDuration ?? 3600)))
    if let boundary = role.boundary { members.append(.init("PermissionsBoundary", .string(boundary))) }
    members.append(.init("Tags", tags(role.tags)))
    return .object(members)
  }

  private static func tags(_ tags: [ResourceTag]) -> JSON {
    .array(tags.map { ["Key": .string($0.key), "Value": .string($0.value)] })
  }

  private static func readme(_ half: AWSHalf) -> String {
    var commands =
      half.provider.isReused
      ? "    # The provider \(half.provider.arn) is there already.\n"
      : "    aws iam create-open-id-connect-provider --cli-input-json file://provider.json\n"
    for role in half.roles {
      let folder = "file://roles/\(role.name)"
      commands += """

            aws iam create-role --cli-input-json \(folder)/role.json --assume-role-policy-document \(folder)/trust.json

        """
      for arn in role.managedPolicies {
        commands += "    aws iam attach-role-policy --role-name \(role.name) --policy-arn '\(quoted(arn))'\n"
      }
      for policy in role.inlinePolicies {
        commands += "    aws iam put-role-policy --role-name \(role.name) --policy-name \(policy.name) "
        commands += "--policy-document \(folder)/permissions/\(policy.name).json\n"
      }
    }
    let state = half.state.map { state in
      """

      The bucket `\(state.bucket.value)` for Terraform's state is not among them; `keyless bootstrap --format terraform` makes it.

      """
    }
    return """
      # The AWS half of the handshake, as documents

      Made by keyless from `keyless.yaml`. With an administrator's credentials for the account \(half.account) these calls make
      it, once:

      \(commands)
      Later, a changed trust policy is put in place with
      `aws iam update-assume-role-policy --role-name ROLE --policy-document file://roles/ROLE/trust.json`.
      \(state ?? "")
      """
  }

  /// The text between single quotes of a POSIX shell.
  private static func quoted(_ text: String) -> String { text.replacing("'", with: "'\\''") }
}
