"""The addresses of posts, under /schools/<its short name>/posts/."""

from django.urls import path

from .views import approving, by_hand, lists, posts, submitting, suggesting, writing

app_name = "publishing"
urlpatterns = [
    path("", lists.posts, name="posts"),
    path("archive/", lists.archive, name="archive"),
    path("begin/", writing.begin, name="begin"),
    path("suggest/", suggesting.suggest, name="suggest"),
    path("pause/", lists.pause, name="pause"),
    path("resume/", lists.resume, name="resume"),
    path("<int:pk>/", posts.post, name="post"),
    path("<int:pk>/write/", writing.write, name="write"),
    path("<int:pk>/check/", submitting.check, name="check"),
    path("<int:pk>/submit/", submitting.submit, name="submit"),
    path("<int:pk>/approve/", approving.approve, name="approve"),
    path("<int:pk>/refuse/", approving.refuse, name="refuse"),
    path("<int:pk>/take-up/", suggesting.take_up, name="take-up"),
    path("<int:pk>/take-over/", posts.take_over, name="take-over"),
    path("<int:pk>/withdraw/", posts.withdraw, name="withdraw"),
    path("<int:pk>/take-down/", posts.take_down, name="take-down"),
    path("<int:pk>/pictures/<int:picture>/", posts.picture, name="picture"),
    path("<int:pk>/deliveries/<int:delivery>/", by_hand.by_hand, name="by-hand"),
    path("<int:pk>/deliveries/<int:delivery>/removed/", by_hand.removed, name="removed"),
    path("<int:pk>/deliveries/<int:delivery>/again/", by_hand.again, name="again"),
    path("<int:pk>/deliveries/<int:delivery>/settle/", by_hand.settle, name="settle"),
]
