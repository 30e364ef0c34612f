// A user imports Tupu alone: the language's values and answers, the store's provenance and the
// extractor's pages are part of its surface.
@_exported public import Datalog
@_exported public import Extraction
@_exported public import GraphStore
