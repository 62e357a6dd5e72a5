#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension FileSystem {
  static let live = FileSystem(
    read: { path, limit throws(SystemError) in
      guard let descriptor = try openForReading(path) else { return nil }
      defer { close(descriptor) }
      return try readAll(descriptor, limit: limit, name: "`\(path)`")
    },
    readStart: { path, count throws(SystemError) in
      guard let descriptor = try openForReading(path) else { return nil }
      defer { close(descriptor) }
      return try readAll(descriptor, limit: count, name: "`\(path)`", isWhole: false)
    },
    createPrivate: { path, bytes throws(SystemError) in try create(path, bytes, mode: 0o600) },
    createShared: { path, bytes, isProgram throws(SystemError) in
      try create(path, bytes, mode: isProgram ? 0o777 : 0o666)
    },
    isPrivate: { path in
      var status = stat()
      return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_uid == geteuid()
        && status.st_mode & 0o077 == 0
    },
    move: { from, to, replacing throws(SystemError) in
      // A second name first, because a rename would replace what came there in the meantime.
      let failed =
        if replacing { unsafe rename(from, to) != 0 } else { unsafe link(from, to) != 0 || unlink(from) != 0 }
      guard !failed else {
        throw SystemError(.fileUnwritable, "moving `\(from)` to `\(to)` failed: \(LiveError.reason(errno))")
      }
      syncFolder(of: to)
    },
    removeFile: { path throws(SystemError) in
      guard unsafe unlink(path) == 0 || errno == ENOENT else {
        throw SystemError(.fileUnwritable, "removing `\(path)` failed: \(LiveError.reason(errno))")
      }
    },
    makeTemporaryDirectory: { () throws(SystemError) in
      let base = FileManager.default.temporaryDirectory.path
      var generator = SystemRandomNumberGenerator()
      let name = String(UInt64.random(in: .min ... .max, using: &generator), radix: 36)
      let path = (base.hasSuffix("/") ? base : base + "/") + "keyless-" + name
      guard unsafe mkdir(path, 0o700) == 0 else {
        throw SystemError(.directoryUnusable, "creating the directory `\(path)` failed: \(LiveError.reason(errno))")
      }
      return path
    },
    makeDirectory: { path throws(SystemError) in
      guard unsafe mkdir(path, 0o700) == 0 else {
        throw SystemError(.directoryUnusable, "creating the directory `\(path)` failed: \(LiveError.reason(errno))")
      }
    },
    makeSharedDirectory: { path throws(SystemError) in
      guard unsafe mkdir(path, 0o777) == 0 else {
        throw SystemError(.directoryUnusable, "creating the directory `\(path)` failed: \(LiveError.reason(errno))")
      }
    },
    entries: { path, limit throws(SystemError) in
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
        throw SystemError(.directoryUnusable, "listing the directory `\(path)` failed")
      }
      guard names.count <= limit else {
        throw SystemError(.directoryUnusable, "listing the directory `\(path)` failed: more than \(limit) entries")
      }
      return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { name in
        kindOf(path + "/" + name, ofTarget: false).map { DirectoryEntry(name, $0) }
      }
    },
    kind: { path, ofTarget in kindOf(path, ofTarget: ofTarget) },
    removeTree: { path throws(SystemError) in
      // Several times, because a process that the job left behind may still be writing there.
      for _ in 0..<5 {
        var status = stat()
        if unsafe lstat(path, &status) != 0, errno == ENOENT { return }
        if (try? FileManager.default.removeItem(atPath: path)) != nil { return }
        // A job may leave folders that even their owner may not write to, as Go's module cache is.
        makeWritable(path, depth: 0)
      }
      throw SystemError(.directoryUnusable, "removing `\(path)` failed: something below it cannot be removed")
    },
    readStandardInput: { limit throws(SystemError) in try readAll(STDIN_FILENO, limit: limit, name: "standard input") },
    readStandardInputPart: { count throws(SystemError) in try readPart(STDIN_FILENO, count, name: "standard input") }
  )
}

/// What is there now, at most so many bytes; none at the end.
private func readPart(_ descriptor: Int32, _ count: Int, name: String) throws(SystemError) -> [UInt8] {
  var buffer = [UInt8](repeating: 0, count: count)
  while true {
    let got = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, count) }
    if got >= 0 { return Array(buffer.prefix(got)) }
    if errno != EINTR { throw SystemError(.fileUnreadable, "reading \(name) failed: \(LiveError.reason(errno))") }
  }
}

private func kindOf(_ path: String, ofTarget: Bool) -> DirectoryEntry.Kind? {
  var status = stat()
  guard unsafe (ofTarget ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
  return switch status.st_mode & S_IFMT {
  case S_IFREG: .file
  case S_IFDIR: .directory
  case S_IFLNK: .link
  default: .other
  }
}

/// Gives the owner every right on a directory and all directories below it; symbolic links are not followed.
private func makeWritable(_ directory: String, depth: Int) {
  guard depth < 128 else { return }
  unsafe chmod(directory, 0o700)
  for name in (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? [] {
    var status = stat()
    let path = directory + "/" + name
    if unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { makeWritable(path, depth: depth + 1) }
  }
}

/// What is there already is neither followed nor replaced.
private func create(_ path: String, _ bytes: [UInt8], mode: mode_t) throws(SystemError) {
  let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
  guard descriptor >= 0 else {
    throw SystemError(.fileUnwritable, "creating `\(path)` failed: \(LiveError.reason(errno))")
  }
  defer { close(descriptor) }
  var offset = 0
  while offset < bytes.count {
    let written = unsafe bytes[offset...].withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    if written > 0 {
      offset += written
    } else if errno != EINTR {
      throw SystemError(.fileUnwritable, "writing `\(path)` failed: \(LiveError.reason(errno))")
    }
  }
  guard fsync(descriptor) == 0 || errno == EINVAL else {
    throw SystemError(.fileUnwritable, "writing `\(path)` failed: \(LiveError.reason(errno))")
  }
  syncFolder(of: path)
}

/// Nil when there is no such file.
private func openForReading(_ path: String) throws(SystemError) -> Int32? {
  // Whoever waits to write into a FIFO is released by its opening, and what they write is lost: it is not even opened.
  if let kind = kindOf(path, ofTarget: true), kind != .file {
    throw SystemError(.fileUnreadable, "reading `\(path)` failed: it is not a regular file")
  }
  // O_NONBLOCK, so that opening a FIFO that came in between answers instead of waiting.
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else {
    if errno == ENOENT { return nil }
    let code: SystemError.Code =
      switch errno {
      case EACCES: .fileForbidden
      case ENOTDIR: .notADirectory
      default: .fileUnreadable
      }
    throw SystemError(code, "reading `\(path)` failed: \(LiveError.reason(errno))")
  }
  var status = stat()
  guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
    close(descriptor)
    throw SystemError(.fileUnreadable, "reading `\(path)` failed: it is not a regular file")
  }
  return descriptor
}

/// A new name is on the disk when its folder is; a disk that cannot sync folders does without.
private func syncFolder(of path: String) {
  let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
  let folder = parts.isEmpty ? "." : parts.count == 1 ? "/" : parts.joined(separator: "/")
  let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { return }
  _ = fsync(descriptor)
  close(descriptor)
}

/// To the end of the file, or, when not the whole is wanted, as much as `limit`.
private func readAll(
  _ descriptor: Int32,
  limit: Int,
  name: String,
  isWhole: Bool = true
) throws(SystemError) -> [UInt8] {
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
    if count == 0 { return bytes }
    if count < 0 {
      if errno == EINTR { continue }
      throw SystemError(.fileUnreadable, "reading \(name) failed: \(LiveError.reason(errno))")
    }
    guard bytes.count + count <= limit else {
      if !isWhole { return Array((bytes + chunk[..<count]).prefix(limit)) }
      throw SystemError(.fileTooLarge, "reading \(name) failed: it is larger than \(limit) bytes")
    }
    bytes += chunk[..<count]
  }
}

/// The operating system's words for an error number.
enum LiveError {
  static func reason(_ code: Int32) -> String {
    unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
  }
}
