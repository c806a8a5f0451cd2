from django.urls import path

from passport.achievements import views

app_name = "achievements"
urlpatterns = [
    path("<slug:slug>/<str:version>", views.detail, name="detail"),
    path("<slug:slug>/<str:version>/criteres", views.criteria, name="criteria"),
    path("<slug:slug>/<str:version>/insigne.png", views.badge, name="badge"),
]
