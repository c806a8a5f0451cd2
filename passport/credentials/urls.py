from django.urls import path

from passport.credentials import views

app_name = "credentials"
urlpatterns = [
    path("", views.index, name="index"),
    path("<uuid:uuid>/", views.detail, name="detail"),
    path("<uuid:uuid>/certificat.pdf", views.pdf, name="pdf"),
    path("<uuid:uuid>/etat", views.status, name="status"),
    path("<uuid:uuid>/preparer/", views.prepare, name="prepare"),
    path("<uuid:uuid>/public/", views.visibility, name="visibility"),
]
