"""Every address. What belongs to a school stands under /schools/<its short name>/."""

from django.urls import include, path

from .accounts import addresses_are_the_schools

urlpatterns = [
    path("", include("gatepost.web.urls")),
    path("sign-in/email/", addresses_are_the_schools),
    path("sign-in/", include("allauth.urls")),
    path("permission/", include("gatepost.schools.public_urls")),
    path("calendar/", include("gatepost.rulings.public_urls")),
    path("schools/<slug:school>/", include("gatepost.asking.urls")),
    path("schools/<slug:school>/people/", include("gatepost.schools.urls")),
    path("schools/<slug:school>/duties/", include("gatepost.rulings.urls")),
    path("schools/<slug:school>/accounts/", include("gatepost.channels.urls")),
    path("schools/<slug:school>/posts/", include("gatepost.publishing.urls")),
    path("schools/<slug:school>/record/", include("gatepost.records.urls")),
]

handler400 = "gatepost.web.faults.bad_request"
handler500 = "gatepost.web.faults.server_error"
