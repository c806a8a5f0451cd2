from django.urls import path

from passport.verification import views

app_name = "verification"
urlpatterns = [
    path("v/", views.form, name="form"),
    path("v/<path:typed>", views.verify, name="verify"),
    # The code to scan writes the whole address in capitals.
    path("V/", views.form, name="form_in_capitals"),
    path("V/<path:typed>", views.verify, name="verify_in_capitals"),
]
