"""OneRoster 1.1 and 1.2 in CSV: orgs.csv and users.csv, and for 1.2 roles.csv.

OneRoster knows pupils, teachers, other staff and parents, and who belongs to whom. It opens no doors here: of all its roles only that of a
teacher becomes a post, and the school gives the others itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..models import School
from .files import FileNotRead, Table, Tables
from .rows import Bad, Reading, checked

FILES = ("orgs.csv", "users.csv")
_KINDS = {
    "student": "pupil",
    **dict.fromkeys(("parent", "guardian", "relative"), "parent"),
    **dict.fromkeys(("teacher", "aide", "proctor", "administrator", "counselor", "principal"), "staff"),
    **dict.fromkeys(("siteadministrator", "systemadministrator", "districtadministrator"), "staff"),
}
_Cells = Mapping[str, str]


def is_oneroster(tables: Tables) -> bool:
    return "users.csv" in tables.by_name and "sourcedId" in tables.by_name["users.csv"].columns


def read(tables: Tables, school: School) -> Reading:
    """The people of one school in a OneRoster set. Whoever is to be deleted leaves.

    Raises:
        FileNotRead: a file or column is missing, or it does not say which of its schools this is.
    """
    for name in FILES:
        if name not in tables.by_name:
            raise FileNotRead(f"{name} is missing. A OneRoster set has {' and '.join(FILES)}.")
    reading, users = Reading(), tables.by_name["users.csv"]
    org = _org_of(tables.by_name["orgs.csv"], school)
    roles = _roles(tables.by_name.get("roles.csv"), users, org)
    here = [(line, cells) for line, cells in users.cells() if cells.get("sourcedId") in roles]
    children = _children([cells for _, cells in here], roles)
    for line, cells in here:
        role = roles[cells["sourcedId"]]
        if role.lower() not in _KINDS:
            reading.bad.append(Bad(line, "role", f"'{role}' is not a role that OneRoster knows", users.file))
            continue
        row, bad = checked(dict(_cells(cells, role.lower(), children)), line, users.file)
        reading.bad += bad
        if row is not None:
            reading.rows.append(replace(row, gone=cells.get("status", "").lower() == "tobedeleted"))
    if others := len(users.rows) - len(here):
        reading.notes.append(f"Passed over, being of other schools: {others}.")
    return reading


def _org_of(orgs: Table, school: School) -> str:
    """The set's own number for this school: by its URN, by its name, or because there is no other."""
    schools = [cells for _, cells in orgs.cells() if cells.get("type") == "school"]
    for key, value in (("identifier", school.urn), ("name", school.name)):
        found = [cells for cells in schools if value and cells.get(key, "").casefold() == value.casefold()]
        if len(found) == 1:
            return found[0]["sourcedId"]
    if len(schools) == 1:
        return schools[0]["sourcedId"]
    raise FileNotRead(
        f"orgs.csv holds {len(schools)} schools, and none has this school's URN as its identifier or its name."
    )


def _roles(table: Table | None, users: Table, org: str) -> dict[str, str]:
    """The role of every user who belongs to the school: from users.csv (1.1), or from roles.csv (1.2), the primary one first."""
    if table is None:
        return {
            cells.get("sourcedId", ""): cells.get("role", "")
            for _, cells in users.cells()
            if org in _listed(cells.get("orgSourcedIds", ""))
        }
    held = [
        cells for _, cells in table.cells() if cells.get("orgSourcedId") == org and cells.get("status") != "tobedeleted"
    ]
    held.sort(key=lambda cells: cells.get("roleType") == "primary")  # later ones replace earlier ones
    return {cells.get("userSourcedId", ""): cells.get("role", "") for cells in held}


def _children(users: list[_Cells], roles: Mapping[str, str]) -> Mapping[str, set[str]]:
    """The pupils of every parent. Either side may name the other."""
    children: dict[str, set[str]] = defaultdict(set)
    for cells in users:
        own, agents = cells["sourcedId"], _listed(cells.get("agentSourcedIds") or cells.get("agentSourceIds", ""))
        for agent in agents:
            if _is(roles, own, "pupil") and not _is(roles, agent, "pupil"):
                children[agent].add(own)
            elif _is(roles, agent, "pupil") and not _is(roles, own, "pupil"):
                children[own].add(agent)
    return children


def _is(roles: Mapping[str, str], user: str, kind: str) -> bool:
    return _KINDS.get(roles.get(user, "").lower()) == kind


def _cells(user: _Cells, role: str, children: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """A user in our own columns."""
    yield "id", user["sourcedId"]
    yield "kind", _KINDS[role]
    yield "first_name", user.get("givenName", "")
    yield "last_name", user.get("familyName", "")
    for column, theirs in (("known_as", "preferredGivenName"), ("email", "email"), ("year_group", "grades")):
        if theirs in user:
            yield column, user[theirs]
    if role == "teacher":
        yield "posts", "teacher"
    if _KINDS[role] != "pupil" and ("agentSourcedIds" in user or "agentSourceIds" in user):
        yield "parents_of", ";".join(sorted(children.get(user["sourcedId"], ())))


def _listed(written: str) -> list[str]:
    return [word for part in written.split(",") if (word := part.strip())]
