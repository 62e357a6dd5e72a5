/// The kinds of address that a request may go to.
///
/// A URL that somebody else wrote must not become a way into the network around this machine, so the internet is the
/// usual reach. Link-local addresses, multicast, the metadata services of clouds and whatever is reserved are in none.
package struct Reach: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Addresses that are routed everywhere.
  package static let internet = Reach(rawValue: 1)
  /// RFC 1918, RFC 4193 and the shared space of RFC 6598.
  package static let privateNetworks = Reach(rawValue: 2)
  /// This machine.
  package static let loopback = Reach(rawValue: 4)

  package func allows(_ kind: NetworkAddress.Kind) -> Bool {
    switch kind {
    case .internet: contains(.internet)
    case .privateNetwork: contains(.privateNetworks)
    case .loopback: contains(.loopback)
    case .special: false
    }
  }

  /// The addresses a name stands for, when the request may go to every one of them.
  ///
  /// One that is out of reach among others is no accident, so it refuses the name.
  package func check(_ addresses: [NetworkAddress], of host: String) throws(SystemError) -> [NetworkAddress] {
    guard !addresses.isEmpty else { throw SystemError(.network, "`\(host)` has no address") }
    for address in addresses where !allows(address.kind) {
      throw SystemError(.addressRefused, "`\(host)` is at \(address), \(address.kind.words), where no request may go")
    }
    return addresses
  }
}
