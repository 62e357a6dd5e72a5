import NIOPosix
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Asks the operating system for every address of a name.
enum LiveResolver {
  /// Threads of their own: the system's lookup blocks, and cannot be told to stop.
  private static let threads: NIOThreadPool = {
    let pool = NIOThreadPool(numberOfThreads: 8)
    pool.start()
    return pool
  }()

  /// In the order in which the system would try them; none when there is no such name.
  static func addresses(of host: String) async throws -> [NetworkAddress] {
    let answer = Answer()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        answer.expected(by: continuation)
        threads.submit { state in
          guard case .active = state else { return answer.came(.failure(CancellationError())) }
          // Nobody waits any more: the thread is for somebody else.
          guard !answer.isThere else { return }
          answer.came(Result { try lookUp(host) })
        }
      }
    } onCancel: {
      answer.came(.failure(CancellationError()))
    }
  }

  private static func lookUp(_ host: String) throws -> [NetworkAddress] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_family = AF_UNSPEC
    #if canImport(Glibc)
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
    unsafe hints.ai_socktype = SOCK_STREAM
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    let code = unsafe getaddrinfo(host, nil, &hints, &list)
    guard code == 0 else {
      let reason = unsafe gai_strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
      throw SystemError(.network, "looking up `\(host)` failed: \(reason)")
    }
    defer { unsafe freeaddrinfo(list) }
    var addresses: [NetworkAddress] = []
    var next = unsafe list
    while let entry = unsafe next {
      if let address = unsafe address(entry.pointee.ai_addr, family: entry.pointee.ai_family),
        !addresses.contains(address)
      {
        addresses.append(address)
      }
      unsafe next = entry.pointee.ai_next
    }
    return addresses
  }

  private static func address(_ place: UnsafeMutablePointer<sockaddr>?, family: Int32) -> NetworkAddress? {
    guard let place = unsafe place else { return nil }
    switch family {
    case AF_INET:
      return unsafe place.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { place in
        unsafe withUnsafeBytes(of: place.pointee.sin_addr) { unsafe NetworkAddress(Array($0)) }
      }
    case AF_INET6:
      return unsafe place.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { place in
        unsafe withUnsafeBytes(of: place.pointee.sin6_addr) { unsafe NetworkAddress(Array($0)) }
      }
    default: return nil
    }
  }

  /// Resumes its waiter once, with whatever comes first.
  private final class Answer: Sendable {
    private let state = Mutex(State.empty)

    private enum State {
      case empty
      case expected(CheckedContinuation<[NetworkAddress], any Error>)
      case there
      /// Came before anybody waited.
      case early(Result<[NetworkAddress], any Error>)
    }

    var isThere: Bool {
      state.withLock { state in
        switch state {
        case .there, .early: true
        case .empty, .expected: false
        }
      }
    }

    func expected(by continuation: CheckedContinuation<[NetworkAddress], any Error>) {
      let early: Result<[NetworkAddress], any Error>? = state.withLock { state in
        guard case .early(let result) = state else {
          state = .expected(continuation)
          return nil
        }
        state = .there
        return result
      }
      if let early { continuation.resume(with: early) }
    }

    func came(_ result: Result<[NetworkAddress], any Error>) {
      let waiter: CheckedContinuation<[NetworkAddress], any Error>? = state.withLock { state in
        switch state {
        case .empty:
          state = .early(result)
          return nil
        case .expected(let waiter):
          state = .there
          return waiter
        case .there, .early: return nil
        }
      }
      waiter?.resume(with: result)
    }
  }
}
