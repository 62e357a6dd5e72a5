/// No user of this AWS has a key for CodeCommit.
package struct ListSSHPublicKeysAction: EmptyUserList {
  package static let name = "ListSSHPublicKeys"
  package static let list = "SSHPublicKeys"

  package let request: EmptyListRequest
  package init(_ request: EmptyListRequest) { self.request = request }
}
