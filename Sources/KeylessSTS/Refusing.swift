import KeylessAWS
import KeylessCalls
import KeylessOIDC

/// Runs a step of another room and turns its own kind of refusal into ours.
func refusing<Value>(_ step: () throws(QueryError) -> Value) throws(Refusal) -> Value {
  do { return try step() } catch { throw Refusal(error) }
}

func refusing<Value>(_ step: () throws(TokenRefusal) -> Value) throws(Refusal) -> Value {
  do { return try step() } catch { throw Refusal(error) }
}
