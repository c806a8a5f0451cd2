from django.urls import path

from courses.surveys.views import answering

app_name = "surveys"
urlpatterns = [
    path("<slug:module>/", answering.answer, name="answer"),
    path("<slug:module>/effacer/", answering.delete, name="delete"),
]
