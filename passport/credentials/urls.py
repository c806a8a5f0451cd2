from django.urls import path, register_converter

from passport.credentials.views import anew, booklet, files


class FormConverter:
    """The forms in which a credential is downloaded."""

    regex = "json|jwt|png|pdf"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FormConverter, "form")

app_name = "credentials"
urlpatterns = [
    path("", booklet.index, name="index"),
    path("<uuid:uuid>/", booklet.detail, name="detail"),
    path("<uuid:uuid>/attestation.<form:form>", files.attestation, name="attestation"),
    path("<uuid:uuid>/attestation-hors-ligne.pdf", files.offline, name="offline"),
    path("<uuid:uuid>/certificat.pdf", files.former_pdf, name="pdf"),
    path("<uuid:uuid>/etat", booklet.status, name="status"),
    path("<uuid:uuid>/preparer/", booklet.prepare, name="prepare"),
    path("<uuid:uuid>/public/", booklet.visibility, name="visibility"),
    path("<uuid:uuid>/lien/", booklet.sharing, name="sharing"),
    path("<uuid:uuid>/nouveau-nom/", anew.anew, name="anew"),
    path("fichiers/<str:key>/", files.shared, name="shared"),
    path("fichiers/<str:key>/attestation.<form:form>", files.shared_file, name="shared-file"),
]
