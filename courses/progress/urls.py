from django.urls import path, re_path

from courses.progress import views

app_name = "progress"
urlpatterns = [
    path("mon-espace/", views.home, name="home"),
    path("parcours/<slug:slug>/inscription/", views.enroll_in, name="enroll"),
    path("lecons/<slug:code>/terminee/", views.finish_lesson, name="complete_lesson"),
    path("lecons/<slug:code>/a-reprendre/", views.unfinish_lesson, name="reopen_lesson"),
    path("modules/<slug:module>/evaluation/", views.quiz, name="quiz"),
    # A lesson is a Wagtail page: for learners its answer is kept, for all others Wagtail answers.
    re_path(r"^(?P<path>modules/[-\w]+/[-\w]+/)$", views.lesson, name="lesson"),
]
