"""How well Gatepost screens: `python -m benchmarks.screening_quality --data FOLDER` measures, and writes the tables into docs/screening.md.

FOLDER holds `school/` (labelled school texts and their roll) and any of the public sets that `labelled_texts` reads.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from gatepost.screening import Finding, Roll, Settings, load_roll, screen_text

from . import labelled_texts
from .figures import Balanced, Count, balanced, macro_f1, shown
from .labelled_texts import LabelledText, TextSet
from .tables import between_marks, table

DOCUMENT = Path(__file__).parents[1] / "docs" / "screening.md"
MARK = "eval"
SPANNED = (
    "names_child",
    "names_staff",
    "phone_number",
    "email_address",
    "contact_details",
    "personal_account_link",
    "untrusted_source",
)
CONTACT = ("phone_number", "email_address", "contact_details")
ABUSE = ("abusive", "racist", "sexist", "homophobic", "bullying", "threatening", "lewd")
HATEFUL = frozenset(ABUSE) - {"lewd"}
Find = Callable[[str], list[tuple[int, int, str]]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.screening_quality", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the folder with the labelled texts")
    parser.add_argument("--no-write", action="store_true", help="print the tables and leave the document as it is")
    options = parser.parse_args()
    lines = list(report(options.data))
    print("\n".join(lines))
    if not options.no_write:
        DOCUMENT.write_text(between_marks(DOCUMENT.read_text("utf-8"), MARK, lines), "utf-8")


def report(data: Path) -> Iterator[str]:
    """All tables, as lines of Markdown."""
    texts = labelled_texts.school_texts(data)
    roll = load_roll(data / "school" / "roll.csv")
    found = _screened(texts, roll)
    yield from _spans_table(texts, found)
    yield f"**Labels** of those {len(texts)} texts, where the span does not matter."
    yield from _labels_table(texts, found)
    yield from _innocent_lines(texts, found)
    yield from _held_out(labelled_texts.held_out_texts(), roll)
    yield from _public_table(list(labelled_texts.abuse_sets(data)))
    yield from _probe_table(labelled_texts.functional_probes())
    yield from _spam_lines(labelled_texts.spam_set(data))
    yield from _presidio_table(texts, roll)


# ---------------------------------------------------------------------- school texts


def _spans_table(texts: Sequence[LabelledText], found: Sequence[list[Finding]]) -> Iterator[str]:
    counts = {label: Count() for label in SPANNED}
    for item, findings in zip(texts, found, strict=True):
        for label, count in counts.items():
            ours = {(*finding.span, finding.label) for finding in findings if finding.span and finding.label == label}
            count.add(ours, {span for span in item.spans if span[2] == label})
    yield f"**Spans** in {len(texts)} school texts. A span counts only if it begins and ends at the very same characters."
    yield ""
    yield from table(
        ("label", "there", "precision", "recall"),
        ([label, str(count.there), shown(count.precision), shown(count.recall)] for label, count in counts.items()),
    )


def _screened(texts: Sequence[LabelledText], roll: Roll) -> list[list[Finding]]:
    return [screen_text(item.text, roll, Settings(kind=item.kind)) for item in texts]


def _held_out(texts: Sequence[LabelledText], roll: Roll) -> Iterator[str]:
    found = _screened(texts, roll)
    yield f"**Labels of {len(texts)} texts written apart from the rules**, to measure with. On abuse they are no longer blind: errors were"
    yield "read, and rules added. Before that the kinds of abuse alone stood at 0.92, which is the fairer figure for other texts."
    yield from _labels_table(texts, found)
    yield from _innocent_lines(texts, found)


def _labels_table(texts: Sequence[LabelledText], found: Sequence[list[Finding]]) -> Iterator[str]:
    counts = label_counts(texts, found)
    abuse = [count for label, count in counts.items() if label in ABUSE]
    others = [count for label, count in counts.items() if label not in SPANNED]
    yield f"Macro-F1 of those that are no spans: **{macro_f1(others):.3f}**; of the kinds of abuse alone: **{macro_f1(abuse):.3f}**."
    yield ""
    yield from table(
        ("label", "there", "found", "wrongly", "missed", "F1"),
        (
            [label, str(c.there), str(c.right), str(c.wrong), str(c.missed), shown(c.f1)]
            for label, c in counts.items()
            if label not in SPANNED
        ),
    )


def label_counts(texts: Sequence[LabelledText], found: Sequence[list[Finding]]) -> dict[str, Count]:
    """For every label that is due or found anywhere, how often rightly and wrongly."""
    counts: defaultdict[str, Count] = defaultdict(Count)
    for item, findings in zip(texts, found, strict=True):
        ours = {finding.label for finding in findings}
        for label in ours | item.labels:
            counts[label].add(ours & {label}, set(item.labels & {label}))
    return dict(sorted(counts.items()))


def _innocent_lines(texts: Sequence[LabelledText], found: Sequence[list[Finding]]) -> Iterator[str]:
    innocent = [findings for item, findings in zip(texts, found, strict=True) if not item.labels & set(ABUSE)]
    flagged = sum(any(finding.label in ABUSE for finding in findings) for findings in innocent)
    yield f"**Innocent texts flagged** as abuse of any kind: {flagged} of {len(innocent)}."
    yield ""


# ---------------------------------------------------------------------- public sets


def _public_table(sets: Sequence[TextSet]) -> Iterator[str]:
    if not sets:
        return
    yield "**Public sets of abuse.** A text counts as noticed if it is found to be abusive, racist, sexist, homophobic, bullying"
    yield "or threatening. The model was trained on other parts of Davidson, EDOS and HatemojiBuild; none of these texts was among them."
    yield ""
    rows = []
    for public in sets:
        figures = judged(public, _is_hateful)
        shares = map(shown, (figures.positive, figures.negative, figures.accuracy))
        rows.append([public.name, str(figures.count), *shares, public.said])
    yield from table(
        ("set", "texts", "noticed of those due", "left alone of the others", "balanced", "what it is"), rows
    )


def _is_hateful(finding: Finding) -> bool:
    return finding.label in HATEFUL


def _probe_table(probes: Sequence[TextSet]) -> Iterator[str]:
    yield "**Functional probes, which are ours and no public sets**: short statements by what they do and the group they speak of. Both"
    yield "were blind: no rule was changed for them."
    yield ""
    rows = []
    for probe in probes:
        figures = judged(probe, _is_hateful)
        shares = (figures.positive, figures.negative, figures.accuracy)
        rows.append([probe.said, str(figures.count), *(f"{share:.2f}" for share in shares)])
    yield from table(("which", "statements", "hateful", "not hateful", "balanced"), rows)


def _spam_lines(public: TextSet | None) -> Iterator[str]:
    if public is None:
        return
    figures = judged(public, lambda finding: finding.label in ("spam", "commercial_advert"))
    yield f"**{public.name}** ({public.said}): {figures.positive:.2f} of the spam noticed as spam or advert,"
    yield f"{figures.negative:.2f} of the rest left alone."
    yield ""


def judged(public: TextSet, counts: Callable[[Finding], bool]) -> Balanced:
    """How well a set is told apart, as comments and without a roll."""
    settings = Settings(kind="comment")
    return balanced((any(map(counts, screen_text(text, None, settings))), due) for text, due in public.texts)


# ---------------------------------------------------------------------- beside Presidio


def _presidio_table(texts: Sequence[LabelledText], roll: Roll) -> Iterator[str]:
    if find_spec("presidio_analyzer") is None:
        yield "Presidio is not installed (`make bench` installs it): nothing to compare contact details with."
        return
    from .presidio_patterns import analyser

    def gatepost(text: str) -> list[tuple[int, int, str]]:
        found = screen_text(text, roll)
        return [(*finding.span, finding.label) for finding in found if finding.span and finding.label in CONTACT]

    peers = {
        "Gatepost": gatepost,
        "Presidio": analyser(),
        "Presidio, finds scored 0.4 or more": analyser(least_score=0.4),
        "Presidio, numbers that are merely possible": analyser(leniency=0),
    }
    counts = {who: touching(texts, find) for who, find in peers.items()}
    yield "**UK contact details beside Presidio's patterns**, on the same texts in the same run. Kindly counted: a find is right if it"
    yield "touches a span that is due, whatever its label (Presidio knows postcodes and no street addresses)."
    yield ""
    yield from table(
        ("", "there", "found", "missed", "false finds"),
        ([who, str(c.there), str(c.right), str(c.missed), str(c.wrong)] for who, c in counts.items()),
    )


def touching(texts: Iterable[LabelledText], find: Find) -> Count:
    """Contact details found, missed and wrongly found; a touch is enough."""
    count = Count()
    for item in texts:
        due = [span for span in item.spans if span[2] in CONTACT]
        found = find(item.text)
        met = [any(one[0] < span[1] and span[0] < one[1] for one in found) for span in due]
        count.right += sum(met)
        count.missed += len(met) - sum(met)
        count.wrong += sum(not any(one[0] < span[1] and span[0] < one[1] for span in due) for one in found)
    return count


if __name__ == "__main__":
    main()
