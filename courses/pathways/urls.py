from django.urls import path

from courses.pathways import views

app_name = "pathways"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.detail, name="detail"),
]
