from django.urls import path

from courses.modules import views

app_name = "modules"
urlpatterns = [path("lecons/<slug:code>/", views.lesson, name="lesson")]
