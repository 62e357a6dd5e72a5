import NIOSSL

/// Certificates of authorities that are trusted besides those of the machine, as PEM.
package struct TrustRoots: Hashable, Sendable {
  /// One or more, in the order of the file.
  let certificates: [NIOSSLCertificate]

  /// Largest file of certificates, in bytes; the whole of Mozilla's store has a quarter of it.
  package static let limit = 1 << 20

  /// Throws when the text holds no certificate, or one that cannot be read; `name` is for the message.
  package init(pem: [UInt8], name: String) throws(SystemError) {
    guard pem.count <= Self.limit else {
      throw SystemError(.fileTooLarge, "`\(name)` is larger than \(Self.limit) bytes, so it is no file of certificates")
    }
    do {
      certificates = try NIOSSLCertificate.fromPEMBytes(pem)
    } catch {
      throw SystemError(.certificateUnreadable, "`\(name)` holds no certificates in PEM that can be read")
    }
    guard !certificates.isEmpty else {
      throw SystemError(.certificateUnreadable, "`\(name)` holds no certificate; it must begin with BEGIN CERTIFICATE")
    }
  }

  package var count: Int { certificates.count }
}
