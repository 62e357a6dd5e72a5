extension Language {
  /// Every text of this language with every text of the other behind it.
  package func joined(with other: Language) throws(TooComplex) -> Language {
    try followed(by: other, budget: Budget())
  }
}
