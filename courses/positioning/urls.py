from django.urls import path

from courses.positioning import views

app_name = "positioning"
urlpatterns = [
    path("", views.start, name="start"),
    path("questions/", views.test, name="test"),
    path("resultat/", views.result, name="result"),
    path("effacer/", views.forget, name="forget"),
]
