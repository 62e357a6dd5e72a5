/// One name in a directory, and what stands under it.
package struct DirectoryEntry: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case file, directory, link
    /// A socket, a device, a FIFO.
    case other
  }

  package var name: String
  /// Of the name itself: a link is a link, whatever it leads to.
  package var kind: Kind

  package init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }
}
