"""Dutch: normal form, sentences, lemmas, stems, compounds and the spaCy pipeline."""
