"""Records survive the way to JSON and back."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb import records
from kb.decoding import from_json
from kb.records import as_json

RECORDS = [records.ReadPassage, records.SourceLine, records.Identity, records.Passage, records.Reference]

# NaN never equals itself, and stands in no record
st.register_type_strategy(float, st.floats(allow_nan=False))


def there_and_back(record):
    return from_json(type(record), json.loads(json.dumps(as_json(record))))


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_record_survives(kind, data):
    """Whatever stands in its fields, a record comes back equal."""
    record = data.draw(st.builds(kind))
    assert there_and_back(record) == record


def test_unknown_and_missing_fields():
    """JSON of an older or newer program: what is missing takes its default, what is unknown is left out."""
    speaker = from_json(records.Speaker, {"name": "Anna", "later": 1})
    assert speaker == records.Speaker("Anna")
    with pytest.raises(TypeError):
        from_json(records.Speaker, {"party": "X"})
