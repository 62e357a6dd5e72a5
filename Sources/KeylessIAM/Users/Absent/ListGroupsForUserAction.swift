/// Nobody is in a group: this AWS has none.
package struct ListGroupsForUserAction: EmptyUserList {
  package static let name = "ListGroupsForUser"
  package static let list = "Groups"
  package static let nameIsRequired = true

  package let request: EmptyListRequest
  package init(_ request: EmptyListRequest) { self.request = request }
}
