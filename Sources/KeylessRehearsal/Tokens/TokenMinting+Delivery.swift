import KeylessAWS
import KeylessOIDC
import KeylessSource
package import KeylessSystem

extension TokenMinting {
  /// Where the products go.
  package struct Delivery: Sendable {
    package var file: String?
    package var keySetFile: String?
    package var claimsOnly: Bool

    package init(file: String?, keySetFile: String?, claimsOnly: Bool) {
      self.file = file
      self.keySetFile = keySetFile
      self.claimsOnly = claimsOnly
    }
  }

  /// Mints and hands out; files are created anew with mode 0600 and never replaced.
  package func deliver(_ delivery: Delivery, _ system: System) async throws {
    if let token = try await mintElsewhere(system) {
      if let file = delivery.file {
        try system.files.createPrivate(file, Array(token.exposed.utf8))
      } else {
        system.printOutput(token.exposed + "\n")
      }
      return
    }
    let product = try mint(system)
    if let file = delivery.keySetFile { try system.files.createPrivate(file, Array((product.keys.pretty + "\n").utf8)) }
    if delivery.claimsOnly {
      system.printOutput(product.payload.pretty + "\n")
    } else if let file = delivery.file {
      try system.files.createPrivate(file, Array(product.token.reveal().utf8))
    } else {
      system.printOutput(product.token.reveal() + "\n")
    }
  }
}
