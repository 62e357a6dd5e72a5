/// One step of a change; the steps of one commit happen all together or not at all.
package enum Change: Sendable {
  /// Adds an entity, or puts it in the place of the one with its id.
  case put(Entity)
  case remove(EntityID)
  case putBody(BodyID, [UInt8])
  case removeBody(BodyID)
}
