/// No user of this AWS has a second factor.
package struct ListMFADevicesAction: EmptyUserList {
  package static let name = "ListMFADevices"
  package static let list = "MFADevices"

  package let request: EmptyListRequest
  package init(_ request: EmptyListRequest) { self.request = request }
}
