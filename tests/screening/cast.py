"""The roll of an invented school: everyday words, namesakes, accents, hyphens, and two who must not be published."""

from gatepost.screening import Person, Roll

PEOPLE = (
    Person("Aisha", "Khan", "pupil", year_group="5"),
    Person("Aisha", "Begum", "pupil", year_group="2"),
    Person("Kofi", "Mensah", "pupil", year_group="5", do_not_publish=True),
    Person("Priya", "Nair", "pupil", year_group="4"),
    Person("Lucy", "Jarvis", "pupil", year_group="3"),
    Person("Lucy", "Walsh", "pupil", year_group="6", do_not_publish=True),
    Person("Grace", "Meadows", "pupil", year_group="5"),
    Person("Will", "Forest", "pupil", year_group="6"),
    Person("Mark", "Street", "pupil", year_group="1"),
    Person("Rose", "Field", "pupil", year_group="5"),
    Person("Summer", "Frost", "pupil", year_group="R"),
    Person("Hope", "Little", "pupil", year_group="R"),
    Person("Joy", "Okoro", "pupil", year_group="6"),
    Person("May", "Ellis", "pupil", year_group="3"),
    Person("Zoë", "Adeyemi-Hart", "pupil", year_group="4"),
    Person("Anne-Lise", "Moreau", "pupil", known_as="AL", year_group="4"),
    Person("Sinéad", "O'Rourke", "pupil", year_group="2"),
    Person("Mohamed", "El-Sayed", "pupil", known_as="Mo", year_group="R"),
    Person("Ben", "Sato", "pupil", year_group="6"),
    Person("Russell", "Oyelaran", "pupil", year_group="5"),
    Person("Charlotte", "Webb", "pupil", year_group="4"),
    Person("Joseph", "Adams", "pupil", year_group="1"),
    Person("Richard", "Ames", "pupil", year_group="2"),
    Person("Bryan", "Marsh", "pupil", year_group="4"),
    Person("Bryan", "Selby", "staff"),
    Person("Helen", "Ashworth", "staff"),
    Person("Malcolm", "Page", "staff"),
    Person("Priti", "Shah", "staff"),
    Person("Daniel", "John", "staff"),
)

ROLL = Roll(PEOPLE)
