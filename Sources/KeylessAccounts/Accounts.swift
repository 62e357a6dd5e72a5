package import KeylessAWS
import Synchronization

/// The accounts of the local AWS: read from memory, changed only through their store.
///
/// A change is planned on the contents as they are, committed to the store, and only then seen by readers: whatever a client
/// was told is on the disk. Changes come one after the other; readers never wait for a disk.
package final class Accounts: Sendable {
  package let partition: Partition
  private let store: any Store
  private let contents: Mutex<Contents>
  private let oneChangeAtATime = Mutex(())
  /// When entities were last used, which no store keeps.
  package let usage = Usage()

  package init(partition: Partition = .aws, store: any Store) throws(StoreError) {
    self.partition = partition
    self.store = store
    var loaded = Contents()
    let entities = try store.load()
    // Objects find their bucket only when it is there.
    for case .bucket(let bucket) in entities { loaded.put(.bucket(bucket)) }
    for entity in entities {
      if case .bucket = entity { continue }
      loaded.put(entity)
    }
    contents = Mutex(loaded)
  }

  /// The contents at this moment; a copy shares its parts until they are changed.
  package var snapshot: Contents { contents.withLock { $0 } }

  /// Looks something up without taking a snapshot.
  package func read<Result: Sendable>(_ body: (borrowing Contents) -> Result) -> Result {
    contents.withLock { body($0) }
  }

  /// The provider whose URL is exactly the issuer.
  package func provider(issuer: String, account: String) -> IdentityProvider? {
    contents.withLock { $0[account].provider(issuer: issuer) }
  }

  /// The role with exactly this ARN, path included.
  package func role(arn: String, account: String) -> Role? {
    contents.withLock { $0[account].role(arn: arn) }
  }

  /// Plans a change and commits it; the answer is worth something only when this returns.
  package func change<Answer, Refused: Error>(
    _ plan: (Contents) throws(Refused) -> (answer: Answer, changes: [Change])
  ) throws(ChangeFailure<Refused>) -> Answer {
    let result: Result<Answer, ChangeFailure<Refused>> = oneChangeAtATime.withLock { _ in
      let planned: (answer: Answer, changes: [Change])
      do throws(Refused) {
        planned = try plan(contents.withLock { $0 })
      } catch {
        return .failure(.refused(error))
      }
      do throws(StoreError) {
        if !planned.changes.isEmpty { try store.commit(planned.changes) }
      } catch {
        return .failure(.store(error))
      }
      contents.withLock { contents in
        for change in planned.changes { contents.apply(change) }
      }
      return .success(planned.answer)
    }
    return try result.get()
  }

  /// Puts an entity where no rule has a say: the stage of a rehearsal, the administrator of a server.
  package func put(_ entity: Entity) throws(StoreError) {
    do {
      try change { (_: Contents) throws(Never) in (answer: (), changes: [.put(entity)]) }
    } catch {
      switch error {
      case .store(let failure): throw failure
      }
    }
  }

  package func remove(_ id: EntityID) throws(StoreError) {
    do {
      try change { (_: Contents) throws(Never) in (answer: (), changes: [.remove(id)]) }
    } catch {
      switch error {
      case .store(let failure): throw failure
      }
    }
  }

  /// The bytes of an object.
  package func body(_ id: BodyID) throws(StoreError) -> [UInt8]? { try store.body(id) }
}

/// Why a change did not happen.
package enum ChangeFailure<Refused: Error>: Error {
  /// A rule forbids it.
  case refused(Refused)
  /// The store could not keep it.
  case store(StoreError)
}
