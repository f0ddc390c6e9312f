from django.urls import path

from .views import image_permissions, imports, people, posts, school

app_name = "schools"
urlpatterns = [
    path("", people.people, name="people"),
    path("add/", people.add, name="add"),
    path("<int:pk>/", people.person, name="person"),
    path("<int:pk>/change/", people.change, name="change"),
    path("<int:pk>/leave/", people.leaves, name="leave"),
    path("<int:pk>/come-back/", people.comes_back, name="come-back"),
    path("<int:pk>/let-in/", people.lets_in, name="let-in"),
    path("<int:pk>/shut-out/", people.shuts_out, name="shut-out"),
    path("<int:pk>/posts/give/", posts.give, name="give-post"),
    path("<int:pk>/posts/<int:post>/end/", posts.end, name="end-post"),
    path("<int:pk>/answers/record/", image_permissions.record, name="record-answer"),
    path("<int:pk>/bars/", image_permissions.bars, name="bars"),
    path("<int:pk>/bars/place/", image_permissions.place, name="place-bar"),
    path("<int:pk>/bars/lift/", image_permissions.lift, name="lift-bar"),
    path("image-permissions/", image_permissions.table, name="image-permissions"),
    path("image-permissions/links/", image_permissions.links, name="send-links"),
    path("import/", imports.hand_in, name="import"),
    path("import/plan/", imports.plan, name="import-plan"),
    path("import/drop/", imports.drop, name="import-drop"),
    path("export/people.csv", imports.csv, name="export-csv"),
    path("export/oneroster.zip", imports.oneroster, name="export-oneroster"),
    path("settings/", school.settings, name="settings"),
    path("settings/policy/", school.adopts, name="adopt"),
    path("settings/terms/add/", school.add_term, name="add-term"),
    path("settings/terms/<int:pk>/remove/", school.remove_term, name="remove-term"),
    path("settings/closures/add/", school.add_closure, name="add-closure"),
    path("settings/closures/<int:pk>/remove/", school.remove_closure, name="remove-closure"),
]
