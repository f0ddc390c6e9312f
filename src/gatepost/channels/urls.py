"""The addresses of the register, under /schools/<its short name>/accounts/."""

from django.urls import path

from .views import applications, credentials, deciding, events, register

app_name = "channels"
urlpatterns = [
    path("", register.register, name="register"),
    path("new/", register.new, name="new"),
    path("<int:pk>/", register.account, name="account"),
    path("<int:pk>/change/", register.change, name="change"),
    path("<int:pk>/authorise/", register.authorise, name="authorise"),
    path("<int:pk>/authorisations/<int:authorisation>/end/", register.end_authorisation, name="end-authorisation"),
    path("<int:pk>/settings-check/", events.check_settings, name="check-settings"),
    path("<int:pk>/hand-over/", events.hand_over, name="hand-over"),
    path("<int:pk>/close/", events.close, name="close"),
    path("<int:pk>/compromised/", events.compromised, name="compromised"),
    path("<int:pk>/put-right/", events.put_right, name="put-right"),
    path("<int:pk>/credentials/new/", credentials.new, name="new-credential"),
    path("<int:pk>/credentials/<int:credential>/change/", credentials.change, name="change-credential"),
    path("<int:pk>/credentials/<int:credential>/reveal/", credentials.reveal, name="reveal-credential"),
    path("applications/", applications.listed, name="applications"),
    path("apply/", applications.apply, name="apply"),
    path("applications/<int:pk>/", applications.application, name="application"),
    path("applications/<int:pk>/edit/", applications.edit, name="edit"),
    path("applications/<int:pk>/take-back/", applications.take_back, name="take-back"),
    path("applications/<int:pk>/withdraw/", applications.withdraw, name="withdraw"),
    path("applications/<int:pk>/decide/", deciding.decide, name="decide"),
    path("applications/<int:pk>/open/", deciding.open_account, name="open"),
]
