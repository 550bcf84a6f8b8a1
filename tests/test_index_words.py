"""Words of the index: a vocabulary that grows beside one that is read, and texts that are remembered."""

from hypothesis import given
from hypothesis import strategies as st
from test_index_fakes import FakeLanguage

from index.forward import Vocabulary
from index.words import Remembering

kinds = st.tuples(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("xyz"), max_size=3).map(tuple),
    st.lists(st.sampled_from("pq"), max_size=3).map(tuple),
)  # fmt: skip


@given(st.lists(kinds), st.lists(kinds))
def test_a_vocabulary_is_what_its_words_say_and_a_copy_grows_alone(first, more):
    vocabulary = Vocabulary.of(first)
    before = (
        dict(vocabulary.by_key),
        dict(vocabulary.by_part),
        dict(vocabulary.by_form),
        list(vocabulary.kinds),
    )
    grown = vocabulary.copied()
    for kind in more:
        grown.number(kind)
    assert before == (vocabulary.by_key, vocabulary.by_part, vocabulary.by_form, vocabulary.kinds)
    everything = list(dict.fromkeys([*first, *more]))
    assert grown.kinds == everything
    for place, table in ((1, grown.by_key), (2, grown.by_part)):
        expected = {}
        for number, kind in enumerate(everything):
            for text in dict.fromkeys(kind[place]):
                expected.setdefault(text, []).append(number)
        assert {text: list(numbers) for text, numbers in table.items()} == expected
    assert {form: list(numbers) for form, numbers in grown.by_form.items()} == {
        form: [number for number, kind in enumerate(everything) if kind[0] == form]
        for form in {kind[0] for kind in everything}
    }


class Counting(FakeLanguage):
    """Counts what it was asked."""

    def __init__(self):
        self.asked = []

    def analyse(self, text):
        self.asked.append(text)
        return super().analyse(text)


def test_a_text_is_analysed_once_while_it_is_remembered():
    language = Counting()
    remembering = Remembering(language, texts=2)
    for text in ("a b", "c", "a b"):
        assert list(remembering.analyse(text)) == FakeLanguage().analyse(text)
    assert language.asked == ["a b", "c"]
    # the oldest makes room
    remembering.analyse("d")
    remembering.analyse("c")
    assert language.asked == ["a b", "c", "d", "c"]
    assert list(remembering.sentence_spans("Een. Twee.")) == FakeLanguage().sentence_spans("Een. Twee.")
    assert remembering.version == language.version
