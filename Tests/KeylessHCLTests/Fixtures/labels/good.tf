a b "c d" "e\n$${f}" {}
