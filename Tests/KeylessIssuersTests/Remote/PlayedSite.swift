import KeylessIssuers
import KeylessOIDC
import KeylessSource
import KeylessSystem
import KeylessTesting

/// Keys for all tests of this room: making RSA keys is slow.
enum Keys {
  static let first = Result { try SigningKey.generate(.p256) }
  static let second = Result { try SigningKey.generate(.p256) }
}

/// An issuer on a played network, with a machine whose clock the test moves.
struct PlayedSite {
  let machine = TestMachine()
  let network = PlayedNetwork()
  let issuer: String
  let notes = Notes()
  let remote: RemoteIssuers

  var discovery: String {
    (issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer) + "/.well-known/openid-configuration"
  }
  var keySet: String { (issuer.hasSuffix("/") ? issuer : issuer + "/") + "jwks" }

  init(_ issuer: String = "https://issuer.example.com", _ change: (inout RemoteIssuerRules) -> Void = { _ in }) throws {
    self.issuer = issuer
    var rules = RemoteIssuerRules()
    change(&rules)
    let notes = notes
    remote = RemoteIssuers(system: machine.system(network: network), rules: rules, note: { notes.add($0) })
    try publish(Keys.first.get())
  }

  /// The issuer is up and publishes these keys.
  func publish(_ keys: SigningKey...) throws {
    let document = DiscoveryDocument(issuer: issuer, keySetURL: keySet, signingAlgorithms: [.es256])
    network.put(discovery, document.json.compact)
    network.put(keySet, try JSONWebKeySet(keys.map(\.publicKey)).json.compact)
  }

  /// What a call gets: a look, and where that wants it, a fetch and another look.
  func ask(_ keyID: String?) async -> RemoteIssuers.Lookup {
    let lookup = look(keyID)
    guard case .wantsFetch = lookup else { return lookup }
    await remote.fetch(issuer, keyID: keyID)
    return look(keyID)
  }

  func look(_ keyID: String?) -> RemoteIssuers.Lookup {
    remote.lookup(issuer, keyID: keyID, now: machine.system().now())
  }

  var attempts: Int { network.count(discovery) }
}

extension RemoteIssuers.Lookup {
  var keyIDs: [String]? {
    guard case .ready(let keys) = self else { return nil }
    return keys.keys.compactMap(\.webKey.keyID)
  }

  var refusal: TokenRefusal? {
    guard case .refused(let refusal) = self else { return nil }
    return refusal
  }

  var wantsFetch: Bool { if case .wantsFetch = self { true } else { false } }
}
