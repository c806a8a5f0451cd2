from django.urls import path

from passport.verification.views import files, numbers

app_name = "verification"
urlpatterns = [
    path("v/", numbers.form, name="form"),
    # Eight letters: no number can be mistaken for it.
    path("v/verifier", files.check, name="file"),
    path("v/<path:typed>", numbers.verify, name="verify"),
    # The code to scan writes the whole address in capitals.
    path("V/", numbers.form, name="form_in_capitals"),
    path("V/<path:typed>", numbers.verify, name="verify_in_capitals"),
]
