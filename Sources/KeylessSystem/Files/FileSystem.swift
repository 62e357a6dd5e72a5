/// The disk, as far as keyless uses it.
package struct FileSystem: Sendable {
  /// The bytes of a regular file of at most `limit` bytes; nil when there is no such file.
  ///
  /// Never blocks on a FIFO or a device.
  package var read: @Sendable (_ path: String, _ limit: Int) throws(SystemError) -> [UInt8]?
  /// The first bytes of a regular file, at most `count`; nil when there is no such file.
  package var readStart: @Sendable (_ path: String, _ count: Int) throws(SystemError) -> [UInt8]?
  /// Creates a file that only its owner may read (0600) and refuses to follow or replace anything that is there.
  ///
  /// When this returns, the bytes are on the disk.
  package var createPrivate: @Sendable (_ path: String, _ bytes: [UInt8]) throws(SystemError) -> Void
  /// Creates a file for everybody whom the umask leaves it to, a program where it is to be run; refuses as `createPrivate`.
  package var createShared: @Sendable (_ path: String, _ bytes: [UInt8], _ isProgram: Bool) throws(SystemError) -> Void
  /// Whether nobody but this user owns the regular file of that name, and nobody else may read or write it.
  package var isPrivate: @Sendable (_ path: String) -> Bool
  /// Gives a file another name in the same folder, at once and for good.
  ///
  /// What has that name is replaced, or refused.
  package var move: @Sendable (_ from: String, _ to: String, _ replacing: Bool) throws(SystemError) -> Void
  /// Removes a file or a symbolic link; one that is not there is no failure.
  package var removeFile: @Sendable (_ path: String) throws(SystemError) -> Void
  /// Creates a directory with a fresh name that only its owner may enter (0700) and answers its path.
  package var makeTemporaryDirectory: @Sendable () throws(SystemError) -> String
  package var makeDirectory: @Sendable (_ path: String) throws(SystemError) -> Void
  /// Creates a directory for everybody whom the umask leaves it to.
  package var makeSharedDirectory: @Sendable (_ path: String) throws(SystemError) -> Void
  /// What a directory holds, in byte order of the names; at most `limit` entries, more is an error.
  package var entries: @Sendable (_ path: String, _ limit: Int) throws(SystemError) -> [DirectoryEntry]
  /// What stands under a name; nil where nothing does, or where it cannot be looked at.
  ///
  /// The last name of the path is taken for itself, so a link is a link, unless what it leads to is wanted.
  package var kind: @Sendable (_ path: String, _ ofTarget: Bool) -> DirectoryEntry.Kind?
  /// Removes a directory and all below it; symbolic links are removed, not followed.
  package var removeTree: @Sendable (_ path: String) throws(SystemError) -> Void
  /// Standard input to its end, at most `limit` bytes.
  package var readStandardInput: @Sendable (_ limit: Int) throws(SystemError) -> [UInt8]
  /// The next bytes of standard input, at most `count`; none at its end.
  package var readStandardInputPart: @Sendable (_ count: Int) throws(SystemError) -> [UInt8]

  package init(
    read: @escaping @Sendable (_ path: String, _ limit: Int) throws(SystemError) -> [UInt8]?,
    readStart: @escaping @Sendable (_ path: String, _ count: Int) throws(SystemError) -> [UInt8]?,
    createPrivate: @escaping @Sendable (_ path: String, _ bytes: [UInt8]) throws(SystemError) -> Void,
    createShared: @escaping @Sendable (_ path: String, _ bytes: [UInt8], _ isProgram: Bool) throws(SystemError) -> Void,
    isPrivate: @escaping @Sendable (_ path: String) -> Bool,
    move: @escaping @Sendable (_ from: String, _ to: String, _ replacing: Bool) throws(SystemError) -> Void,
    removeFile: @escaping @Sendable (_ path: String) throws(SystemError) -> Void,
    makeTemporaryDirectory: @escaping @Sendable () throws(SystemError) -> String,
    makeDirectory: @escaping @Sendable (_ path: String) throws(SystemError) -> Void,
    makeSharedDirectory: @escaping @Sendable (_ path: String) throws(SystemError) -> Void,
    entries: @escaping @Sendable (_ path: String, _ limit: Int) throws(SystemError) -> [DirectoryEntry],
    kind: @escaping @Sendable (_ path: String, _ ofTarget: Bool) -> DirectoryEntry.Kind?,
    removeTree: @escaping @Sendable (_ path: String) throws(SystemError) -> Void,
    readStandardInput: @escaping @Sendable (_ limit: Int) throws(SystemError) -> [UInt8],
    readStandardInputPart: @escaping @Sendable (_ count: Int) throws(SystemError) -> [UInt8]
  ) {
    self.read = read
    self.readStart = readStart
    self.createPrivate = createPrivate
    self.createShared = createShared
    self.isPrivate = isPrivate
    self.move = move
    self.removeFile = removeFile
    self.makeTemporaryDirectory = makeTemporaryDirectory
    self.makeDirectory = makeDirectory
    self.makeSharedDirectory = makeSharedDirectory
    self.entries = entries
    self.kind = kind
    self.removeTree = removeTree
    self.readStandardInput = readStandardInput
    self.readStandardInputPart = readStandardInputPart
  }

  /// Whether a path leads to a directory, through links too.
  package func isDirectory(_ path: String) -> Bool { kind(path, true) == .directory }

  /// The folder that a file of this path is in, or would be.
  package func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
