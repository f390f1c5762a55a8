import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content import load, load_all
from speech.saying.reading import in_words, read_aloud

READ = {
    "kl. 9": "klokken ni",
    "Vi starter kl. 14.30.": "Vi starter klokken fjorten tredive.",
    "kl 9-11": "klokken ni til elleve",
    "14:30": "fjorten tredive",
    "10.00-12.00": "ti til tolv",
    "5 min. pause": "fem minutter pause",
    "5 min. Så går vi.": "fem minutter. Så går vi.",
    "1 min": "et minut",
    "2 t. og 30 sek.": "to timer og tredive sekunder.",
    "2 t. pr. person": "to timer per person",
    "1/3": "en tredjedel",
    "2/3 af tiden": "to tredjedele af tiden",
    "½ time": "en halv time",
    "1½ time": "halvanden time",
    "2 1/2 time": "to og en halv time",
    "50/50": "halvtreds halvtreds",
    "fx Anna, f.eks. Bo og bl.a. Cilla": (
        "for eksempel Anna, for eksempel Bo og blandt andet Cilla"
    ),
    "evt. mht. tiden, dvs. ca. 5": "eventuelt med hensyn til tiden, det vil sige cirka fem",
    "Mål, møder osv. Og så": "Mål, møder og så videre. Og så",
    "min mor og max. 3": "min mor og maksimalt tre",
    "pga. nr. 3": "på grund af nummer tre",
    "nr.3": "nummer tre",
    "1. runde, 3. og 4. plads": "første runde, tredje og fjerde plads",
    "Vi er 8. Og du?": "Vi er otte. Og du?",
    "1 spørgsmål til 1 person": "et spørgsmål til en person",
    "2-3 personer": "to til tre personer",
    "5-10 min.": "fem til ti minutter.",
    "10 %": "ti procent",
    "Hansen & Søn, § 5": "Hansen og Søn, paragraf fem",
    "3.12.2026": "den tredje december tyve seksogtyve",
    "2026-12-03": "den tredje december tyve seksogtyve",
    "tors. d. 3/12 kl. 9": "torsdag den tredje december klokken ni",
    "den 1. dec. 2026": "den første december tyve seksogtyve",
    "1. dec. til 3. jan.": "første december til tredje januar.",
    "i 1998": "i nitten hundrede otteoghalvfems",
    "1,5": "en komma fem",
    "-5 °C": "minus fem grader",
    "1.000": "tusind",
    "1.500,50 kr.": "tusind fem hundrede komma halvtreds kroner.",
    "100,- og kr. 50": "hundrede kroner og halvtreds kroner.",
    "tlf. 12 34 56 78": "telefon tolv fireogtredive seksoghalvtreds otteoghalvfjerds",
    "se https://www.firma.dk/a?b=1.": "se firma punktum dk.",
    "a.b@firma.dk": "a punktum b snabel-a firma punktum dk",
    "Godt 😀 gået 👍🏽!": "Godt gået!",
    "MUS, HR-chefen og TR": "mus, hå-ærr-chefen og te-ærr",
    "ANNA i USA": "Anna i u-es-a",
    "A4 og 3D-print": "A fire og tre D-print",
    "ja/nej og/eller": "ja eller nej og eller",
    "• Lyt\n- Spørg\r\n* Vent": "Lyt. Spørg. Vent",
    "Tid – og »sted« (måske)": "Tid, og sted, måske",
    "Nå … hvad nu?": "Nå, hvad nu?",
    "Anna-Sofie d'Or": "Anna-Sofie d'Or",
}


@pytest.mark.parametrize(("written", "said"), READ.items())
def test_written_danish_is_read_as_it_is_said(written: str, said: str) -> None:
    assert in_words(written) == said


def test_the_voice_alone_gets_another_spelling() -> None:
    assert read_aloud("Tidtager sagde: Feedback kl. 9") == "Tid-tæger sagde: Fitback klokken ni"
    assert read_aloud("LinkedIn og iPhone") == "Linkt-in og iPhone"


@pytest.mark.parametrize("text", ["", "   ", "👍", "...", "«»", "\n\n", "漢字", "--", "_*_"])
def test_what_has_no_sound_is_nothing(text: str) -> None:
    assert in_words(text) == read_aloud(text) == ""


def test_words_are_left_as_they_are() -> None:
    text = "Hvad tog du med fra sidst? Sig ja, eller tryk på grøn."
    assert in_words(text) == text


@pytest.mark.parametrize("text", ["1" * 9000, "1/2" * 9000, "1." * 9000, f"{'1' * 9000}/2 min."])
def test_no_number_is_too_long(text: str) -> None:
    assert not re.search(r"\d", read_aloud(text))


@given(st.text(max_size=60))
def test_any_text_is_read_without_digits_and_signs(text: str) -> None:
    said = read_aloud(text)
    assert not re.search(r"[^\w .,!?:'-]|\d|_|  ", said)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(["kl.", "d.", "-", ".", "/", ":", ",", " ", "%", "min.", "osv.", "I"]),
            st.integers(0, 10_000).map(str),
        ),
        max_size=12,
    )
)
def test_any_row_of_figures_and_signs_is_read(parts: list[str]) -> None:
    assert not re.search(r"\d", read_aloud("".join(parts)))


CONTENT = Path(__file__).parents[3] / "content"
BANKED = [
    f"{folder}/{file}"
    for folder in ("banks", "material")
    for file in sorted(path.name for path in (CONTENT / folder).glob("*.yaml"))
]
SPOKEN = {
    **{name: load(name) for name in ("phrases.yaml", "questions.yaml", "topics.yaml", *BANKED)},
    **{f"items: {name}": [one["title"], one["phrases"]] for name, one in load_all("items").items()},
    **{f"forms: {name}": [name, one["greeting"]] for name, one in load_all("forms").items()},
}


def strings(tree: object) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from strings(value)
    elif isinstance(tree, list | tuple):
        for value in tree:
            yield from strings(value)


@pytest.mark.parametrize("name", SPOKEN)
def test_everything_that_the_box_says_can_be_read(name: str) -> None:
    said = list(strings(SPOKEN[name]))
    assert said
    for text in said:
        spoken = re.sub(r"\{\w+\}", "Anna", text)
        read = in_words(spoken)
        # nothing that is dropped, no abbreviation that the table lacks
        assert not re.search(r"[^\w\s.,;:!?'\"()»«–-]|\d", spoken), text
        assert not re.search(r"[a-zæøå]\.\s+[a-zæøå]", read), text
        assert not re.search(r"\b(?![iIåÅøØ]\b)[b-df-hj-np-tv-xz]{2,}\b", read), text
