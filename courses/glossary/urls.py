from django.urls import path

from courses.glossary import views

app_name = "glossary"
urlpatterns = [
    path("", views.index, name="index"),
    path("les-25-mots/", views.grammar, name="grammar"),
]
