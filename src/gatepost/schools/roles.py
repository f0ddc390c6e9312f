"""Who may do what. One file to read: the posts that people hold, and the permissions that go with each.

A permission says who can reach a page or a row. Whether an act is allowed is another matter, and the policy's.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A post that somebody holds in a school. `actor` is its value in the policy's vocabulary."""

    HEADTEACHER = "headteacher"
    DEPUTY_HEADTEACHER = "deputy_headteacher"
    SENIOR_LEADER = "senior_leader"
    LINE_MANAGER = "line_manager"
    OFFICE_MANAGER = "office_manager"
    ADMINISTRATOR = "administrator"
    SAFEGUARDING_LEAD = "safeguarding_lead"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    SITE_ADMINISTRATOR = "site_administrator"
    TEACHER = "teacher"
    ASSOCIATE_STAFF = "associate_staff"
    VOLUNTEER = "volunteer"
    CHAIR_OF_GOVERNORS = "chair_of_governors"
    GOVERNOR = "governor"
    TRUST_LEAD = "trust_lead"
    PARENT = "parent_carer"
    PUPIL = "pupil"

    @property
    def actor(self) -> str:
        return _ACTORS.get(self, self.value)

    @property
    def words(self) -> str:
        return _WORDS.get(self, self.value.replace("_", " "))


_ACTORS = {
    Role.CHAIR_OF_GOVERNORS: "governor",
    Role.DATA_PROTECTION_OFFICER: "employee",
    Role.SITE_ADMINISTRATOR: "employee",
    Role.TRUST_LEAD: "senior_leader",
}
_WORDS = {
    Role.ADMINISTRATOR: "administrator of accounts",
    Role.SAFEGUARDING_LEAD: "designated safeguarding lead",
    Role.ASSOCIATE_STAFF: "associate staff",
    Role.CHAIR_OF_GOVERNORS: "chair of governors",
    Role.PARENT: "parent or carer",
}


class Permission(StrEnum):
    """One thing that a role lets its holder do in Gatepost."""

    ASK = "ask"  # put a question to the policy, read it, compare it
    ENTER = "enter"  # say that something has happened or was done: duties follow from it
    SEE_OWN = "see_own"  # one's own duties, applications, home page
    SEE_DUTIES = "see_duties"  # the whole ledger
    MANAGE_DUTIES = "manage_duties"  # hand a duty to somebody else, or set it aside with a reason
    SEE_PEOPLE = "see_people"
    MANAGE_PEOPLE = "manage_people"  # joiners, leavers, posts held, imports, exports
    SEE_IMAGE_PERMISSIONS = "see_image_permissions"
    RECORD_IMAGE_PERMISSIONS = "record_image_permissions"
    HOLD_SAFEGUARDING_BARS = "hold_safeguarding_bars"  # place, lift and see them: nobody else knows of one
    SEE_REGISTER = "see_register"  # the register of accounts
    MANAGE_REGISTER = "manage_register"  # open, change, close and connect accounts; authorise people for them
    APPLY_FOR_ACCOUNT = "apply_for_account"
    DECIDE_APPLICATIONS = "decide_applications"  # who may: the policy still names who must
    REVEAL_CREDENTIALS = "reveal_credentials"
    REPORT_COMPROMISE = "report_compromise"
    SUGGEST_POST = "suggest_post"
    SEE_POSTS = "see_posts"  # what is planned, and everything ever posted
    COMPOSE_POSTS = "compose_posts"  # draft, edit and submit: the policy and the register say who sends
    APPROVE_POSTS = "approve_posts"  # who may: the policy still names who must
    TAKE_DOWN_POSTS = "take_down_posts"  # anybody's; whoever wrote a post may take it down anyway
    EXPORT_POSTS = "export_posts"  # take what the archive holds away as a file, for whoever asked the school for it
    PAUSE_POSTS = "pause_posts"  # stop everything of the school's from going out
    PAUSE_TRUST = "pause_trust"  # the same in every school of the trust
    READ_RECORD = "read_record"
    EXPORT_CHECKPOINT = "export_checkpoint"
    ERASE_PERSONAL_TEXT = "erase_personal_text"
    ADMINISTER = "administer"  # the school's settings: policy in force, terms, closures


P = Permission
_EVERYBODY = frozenset({P.ASK, P.SEE_OWN})
_STAFF = _EVERYBODY | {P.ENTER, P.SEE_REGISTER, P.APPLY_FOR_ACCOUNT, P.REPORT_COMPROMISE, P.SUGGEST_POST, P.SEE_POSTS}
_TEACHING = _STAFF | {P.SEE_IMAGE_PERMISSIONS, P.COMPOSE_POSTS}
_ANSWERING = frozenset({P.APPROVE_POSTS, P.TAKE_DOWN_POSTS, P.PAUSE_POSTS})
_LEADING = _TEACHING | {P.SEE_PEOPLE, P.SEE_DUTIES, P.READ_RECORD}
_OFFICE = _LEADING | {P.MANAGE_PEOPLE, P.RECORD_IMAGE_PERMISSIONS, P.MANAGE_REGISTER, P.REVEAL_CREDENTIALS}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.HEADTEACHER: _OFFICE
    | _ANSWERING
    | {P.MANAGE_DUTIES, P.DECIDE_APPLICATIONS, P.HOLD_SAFEGUARDING_BARS, P.EXPORT_CHECKPOINT, P.EXPORT_POSTS}
    | {P.ADMINISTER},
    Role.DEPUTY_HEADTEACHER: _LEADING | _ANSWERING | {P.MANAGE_DUTIES, P.DECIDE_APPLICATIONS},
    Role.SENIOR_LEADER: _LEADING | _ANSWERING | {P.DECIDE_APPLICATIONS},
    Role.LINE_MANAGER: _TEACHING | {P.APPROVE_POSTS},
    Role.OFFICE_MANAGER: _OFFICE | _ANSWERING | {P.DECIDE_APPLICATIONS},
    Role.ADMINISTRATOR: _TEACHING | _ANSWERING | {P.MANAGE_REGISTER, P.REVEAL_CREDENTIALS},
    Role.SAFEGUARDING_LEAD: _LEADING
    | {P.HOLD_SAFEGUARDING_BARS, P.RECORD_IMAGE_PERMISSIONS, P.TAKE_DOWN_POSTS, P.PAUSE_POSTS},
    Role.DATA_PROTECTION_OFFICER: _LEADING | {P.ERASE_PERSONAL_TEXT, P.EXPORT_CHECKPOINT, P.EXPORT_POSTS},
    Role.SITE_ADMINISTRATOR: _STAFF | {P.SEE_PEOPLE, P.MANAGE_PEOPLE, P.ADMINISTER},
    Role.TEACHER: _TEACHING,
    Role.ASSOCIATE_STAFF: _TEACHING,
    Role.VOLUNTEER: _STAFF,
    Role.CHAIR_OF_GOVERNORS: _EVERYBODY
    | {P.ENTER, P.SEE_REGISTER, P.SEE_DUTIES, P.SEE_POSTS, P.READ_RECORD, P.EXPORT_CHECKPOINT}
    | {P.DECIDE_APPLICATIONS, P.APPROVE_POSTS},
    Role.GOVERNOR: _EVERYBODY | {P.ENTER, P.SEE_REGISTER, P.SEE_DUTIES, P.SEE_POSTS, P.READ_RECORD},
    Role.TRUST_LEAD: _LEADING
    | _ANSWERING
    | {P.DECIDE_APPLICATIONS, P.EXPORT_CHECKPOINT, P.EXPORT_POSTS, P.ADMINISTER, P.PAUSE_TRUST},
    Role.PARENT: _EVERYBODY,
    Role.PUPIL: frozenset(),
}

# Roles that sign in with a second factor: they reveal credentials, administer, or hold safeguarding bars.
NEEDS_SECOND_FACTOR = frozenset({P.REVEAL_CREDENTIALS, P.ADMINISTER, P.HOLD_SAFEGUARDING_BARS, P.ERASE_PERSONAL_TEXT})
