from django.urls import path

from passport.achievements.views import detail

app_name = "achievements"
urlpatterns = [
    path("<slug:slug>/<str:version>", detail, name="detail"),
]
