import Synchronization

/// Keeps everything in memory: gone when the server stops.
package final class MemoryStore: Store {
  private let state = Mutex(State())

  private struct State {
    var entities: [EntityID: Entity] = [:]
    var bodies: [BodyID: [UInt8]] = [:]
  }

  package init() {}

  package func load() throws(StoreError) -> [Entity] { state.withLock { Array($0.entities.values) } }

  package func commit(_ changes: [Change]) throws(StoreError) {
    state.withLock { state in
      for change in changes {
        switch change {
        case .put(let entity): state.entities[entity.id] = entity
        case .remove(let id): state.entities[id] = nil
        case .putBody(let id, let bytes): state.bodies[id] = bytes
        case .removeBody(let id): state.bodies[id] = nil
        }
      }
    }
  }

  package func body(_ id: BodyID) throws(StoreError) -> [UInt8]? { state.withLock { $0.bodies[id] } }
}
