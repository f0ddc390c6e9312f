"""How a form shows a field, and what it says when something is missing."""

from __future__ import annotations

import re

from django.template.loader import render_to_string

from gatepost.web.samples import SampleForm

SENT = {"email": "office at riverside", "plan": "News <b>of</b> the day."}


def test_a_field_stands_as_label_hint_control() -> None:
    field = SampleForm()["name"].as_field_group()
    places = [field.index(part) for part in ('<label for="id_name">', "As people will see it.", "<input")]
    assert places == sorted(places)
    assert 'aria-describedby="id_name_helptext"' in field


def test_an_error_stands_between_the_hint_and_the_control_and_is_tied_to_it() -> None:
    field = SampleForm(SENT)["name"].as_field_group()
    places = [field.index(part) for part in ("As people will see it.", "Fill this in.", "<input")]
    assert places == sorted(places)
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_name_helptext id_name_error"' in field
    assert 'id="id_name_error"' in field


def test_the_label_of_a_box_to_tick_is_pressed_with_the_box() -> None:
    field = SampleForm()["agreed"].as_field_group()
    label = re.search(r"<label for=\"id_agreed\">.*</label>", field)
    assert label
    assert 'type="checkbox"' in label[0]
    assert "I have read the policy." in label[0]


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    field = SampleForm()["audience"].as_field_group()
    assert "<fieldset" in field
    assert "<legend>Who can see it?" in field


def test_only_what_may_be_left_out_says_so() -> None:
    assert "leave this out" in SampleForm()["plan"].as_field_group()
    assert "leave this out" not in SampleForm()["name"].as_field_group()


def test_the_summary_links_every_error_to_something_that_is_there() -> None:
    form = SampleForm(SENT)
    summary = render_to_string("components/error_summary.html", {"form": form})
    links = re.findall(r'href="#([^"]+)"', summary)
    assert len(links) == len(form.errors) == 5
    assert all(f'id="{link}"' in form.render() for link in links)


def test_nothing_typed_is_lost_when_something_is_wrong() -> None:
    drawn = SampleForm(SENT).render()
    assert 'value="office at riverside"' in drawn
    assert "News &lt;b&gt;of&lt;/b&gt; the day." in drawn


def test_a_form_without_errors_has_no_summary() -> None:
    assert not render_to_string("components/error_summary.html", {"form": SampleForm()}).strip()
