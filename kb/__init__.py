"""The domain: records, language, taxonomy, store, identity of documents, annotation, registers."""
